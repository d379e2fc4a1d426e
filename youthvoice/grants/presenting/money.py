"""Where a pool's money is, as a picture and as words."""

from flask_babel import gettext

from youthvoice.core.charts import Drawing, Series, StackedBar, Unit, draw
from youthvoice.grants.labels.money import ACCOUNT_KINDS, ACCOUNT_LABELS, SHOWN
from youthvoice.grants.queries.public import PoolMoney


def money_drawing(money: PoolMoney, chart_id: str, title: str) -> Drawing | None:
    """One bar of all the money in the pool, parted by where it is; None where there is none."""
    balance = money.balance
    if not balance.total:
        return None
    parts = ((account, int(getattr(balance, account.value))) for account in SHOWN)
    chart = StackedBar(
        id=chart_id,
        title=title,
        description=gettext("Hele bjælken er alle pengene i puljen. Den er delt op efter, hvor pengene er nu."),
        row_heading=gettext("Hvor er pengene?"),
        rows=(gettext("Beløb"),),
        series=tuple(
            Series(str(ACCOUNT_LABELS[account]), (amount,), Unit.MONEY, ACCOUNT_KINDS[account])
            for account, amount in parts
        ),
        whole=gettext("I alt"),
    )
    return draw(chart)
