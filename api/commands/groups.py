"""The groups whose commands stand in several modules, put together."""

from api.commands.chokepoints import chokepoints
from api.commands.gaps import gaps
from api.commands.hindrances import gaps_environment, gaps_funding
from api.commands.promises import gaps_commitment, gaps_industry
from api.commands.supplies import chokepoints_deadline, chokepoints_supply

gaps.command("commitment")(gaps_commitment)
gaps.command("industry")(gaps_industry)
gaps.command("funding")(gaps_funding)
gaps.command("environment")(gaps_environment)
chokepoints.command("supply")(chokepoints_supply)
chokepoints.command("deadline")(chokepoints_deadline)

__all__ = ["chokepoints", "gaps"]
