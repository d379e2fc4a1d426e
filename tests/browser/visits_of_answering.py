"""The pages of those who answer hearings, and what was answered: who looks at them, and where they are."""

from tests.browser.visits import NOBODY, Visit
from tests.browser.world import METTE, OERN, RAEV

ANSWERING_VISITS = (
    Visit("consultations.answer", RAEV, "/hoeringer/{hearing_asked}/svar"),
    Visit("consultations.answer", OERN, "/hoeringer/{hearing_asked}/svar"),
    Visit("consultations.own_answer", OERN, "/hoeringer/{hearing_asked}/svar/dit"),
    Visit("consultations.own_answer", OERN, "/hoeringer/{hearing_asked}/svar/dit?hjaelp=1"),
    Visit("consultations.own_answer", RAEV, "/hoeringer/{hearing_told}/svar/dit"),
    Visit("consultations.withdraw_answer", OERN, "/hoeringer/{hearing_asked}/svar/fortryd"),
    Visit("consultations.mine", OERN, "/hoeringer/mine"),
    Visit("consultations.mine", RAEV, "/hoeringer/mine"),
    Visit("consultations.together", METTE, "/hoeringer/{hearing_asked}/sammen"),
    Visit("consultations.together", RAEV, "/hoeringer/{hearing_asked}/sammen"),
    Visit("consultations.answer_together", METTE, "/hoeringer/{hearing_asked}/sammen/{hearing_class}"),
    Visit("consultations.shared_answer", METTE, "/hoeringer/{hearing_told}/sammen/{hearing_class}/svar"),
    Visit("consultations.withdraw_together", METTE, "/hoeringer/{hearing_told}/sammen/{hearing_class}/fortryd"),
    Visit("consultations.results", NOBODY, "/hoeringer/{hearing_told}/resultat"),
    Visit("consultations.results", NOBODY, "/hoeringer/{hearing_asked}/resultat"),
    Visit("consultations.texts", NOBODY, "/hoeringer/{hearing_told}/resultat/1"),
    Visit("consultations.council_answer", NOBODY, "/hoeringer/{hearing_told}/resultat/raad/{hearing_council}"),
)
