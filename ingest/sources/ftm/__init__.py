"""FollowTheMoney and OpenSanctions: firms, owners, and sanctions against them, as JSON lines."""
