"""The vocabulary of Kaname: classes, properties, schemes, shapes and rules, and the one function that mints IRIs."""
