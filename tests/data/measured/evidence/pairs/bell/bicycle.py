print("ring, ring")  # changed since it ran
