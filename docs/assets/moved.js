// Leads on from an address that a page had before, with what follows the path in the reader's link.
location.replace(document.currentScript.dataset.to + location.search + location.hash);
