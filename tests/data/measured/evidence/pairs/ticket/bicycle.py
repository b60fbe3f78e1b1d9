"""Pay for a way to work."""


# Nothing to pay: `<b>` & "quotes" are only characters here.
def price(miles: float) -> float:
    return 0.0 * miles


print("price:", price(2.5))
