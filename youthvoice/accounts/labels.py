"""The words people read for what rules.py names."""

from flask_babel import LazyString, lazy_gettext

from youthvoice.accounts.rules import (
    CODES_PER_HOUR,
    DISPLAY_NAME_MAX,
    DISPLAY_NAME_MIN,
    MAX_AGE,
    MIN_AGE,
    BirthYearProblem,
    CodeProblem,
    DisplayNameProblem,
    Role,
    SchoolType,
)

ROLE_LABELS: dict[Role, LazyString] = {
    Role.young_person: lazy_gettext("Ung"),
    Role.teacher: lazy_gettext("Lærer"),
    Role.council_coordinator: lazy_gettext("Tovholder"),
    Role.official: lazy_gettext("Ansat i kommunen"),
    Role.moderator: lazy_gettext("Moderator"),
    Role.administrator: lazy_gettext("Administrator"),
}

SCHOOL_KIND_LABELS: dict[SchoolType, LazyString] = {
    SchoolType.primary: lazy_gettext("Folkeskole"),
    SchoolType.private: lazy_gettext("Privatskole eller friskole"),
    SchoolType.upper_secondary: lazy_gettext("Gymnasium"),
    SchoolType.vocational: lazy_gettext("Erhvervsskole"),
    SchoolType.youth_school: lazy_gettext("Ungdomsskole"),
    SchoolType.other: lazy_gettext("Noget andet"),
}

DISPLAY_NAME_TEXTS: dict[DisplayNameProblem, LazyString] = {
    DisplayNameProblem.too_short: lazy_gettext("Navnet skal have mindst %(low)d tegn.", low=DISPLAY_NAME_MIN),
    DisplayNameProblem.too_long: lazy_gettext("Navnet må højst have %(high)d tegn.", high=DISPLAY_NAME_MAX),
    DisplayNameProblem.control_characters: lazy_gettext("Der er et tegn i navnet, som vi ikke kan vise."),
    DisplayNameProblem.email_address: lazy_gettext("Brug ikke din e-mail som navn. Alle kan læse navnet."),
    DisplayNameProblem.private_number: lazy_gettext("Skriv ikke et telefonnummer eller CPR-nummer. Alle kan se det."),
    DisplayNameProblem.no_letters: lazy_gettext("Der skal være mindst ét bogstav i navnet."),
}

BIRTH_YEAR_TEXTS: dict[BirthYearProblem, LazyString] = {
    BirthYearProblem.too_young: lazy_gettext("Du skal fylde mindst %(age)d i år for at være med.", age=MIN_AGE),
    BirthYearProblem.too_old: lazy_gettext("Her kan man være med, til man er %(age)d år.", age=MAX_AGE),
}

CODE_TEXTS: dict[CodeProblem, LazyString] = {
    CodeProblem.used: lazy_gettext("Koden er brugt. En kode virker kun én gang. Få en ny her."),
    CodeProblem.expired: lazy_gettext("Koden er for gammel. Det er helt okay. Få en ny her."),
    CodeProblem.too_many_tries: lazy_gettext("Koden er prøvet for mange gange. Få en ny her."),
}
WRONG_CODE = lazy_gettext("Koden passer ikke. Se i mailen, og prøv igen.")
CODES_AN_HOUR = lazy_gettext("Kom den ikke? Se i din spam. Du kan få %(count)d koder i timen.", count=CODES_PER_HOUR)
