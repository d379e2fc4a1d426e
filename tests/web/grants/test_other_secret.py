"""An account number that was sealed under another secret key is told of in words."""

import pytest
from sqlalchemy.orm import Session

from tests.factories.grants import key, town
from tests.factories.grants_after import planned, running, with_account
from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.bank import look_at_account
from youthvoice.grants.commands.batches import batch_file, send_batch
from youthvoice.grants.rules.paying import PaymentWay


def test_after_a_new_secret_key_it_must_be_typed_again(session: Session) -> None:
    place = town(session)
    application = with_account(session, running(session, place))
    payment = planned(session, place, application, 100, PaymentWay.transfer)
    batch = send_batch(session, place.pool, [payment.id], key(), by_id=place.treasurer.id)
    other = "another secret that is long enough"
    with pytest.raises(Conflict, match="skrive det igen"):
        look_at_account(session, other, application.id, by_id=place.treasurer.id)
    with pytest.raises(Conflict, match="skrive det igen"):
        batch_file(session, other, place.pool, batch, by_id=place.treasurer.id)
