"""What keeps the service standing: budgets, figures, logs, the door, and the patience of its connections."""
