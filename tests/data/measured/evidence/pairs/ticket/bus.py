"""Pay for a way to work."""

from decimal import Decimal

FARE = Decimal("2.50")

print("price:", FARE)
