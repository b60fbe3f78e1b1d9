// What every page loads, in this order.

import "./keyboard.js";
import "./palette.js";
import "./site.js";
