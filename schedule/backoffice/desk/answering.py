"""Asks one short question about a session, shows what residents will read, and writes it down."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from core import clock
from schedule.actions.change_date import change_date
from schedule.actions.one_at_a_time import one_at_a_time
from schedule.actions.restore_date import restore_date
from schedule.actions.say_notice import say_notice
from schedule.agenda import Agenda, published
from schedule.backoffice.desk import sentences
from schedule.backoffice.desk.asking import Subject, Verb, find, may_replace, verbs
from schedule.backoffice.desk.forms import QUESTIONS, LateQuestion, Question, ReasonedQuestion
from schedule.backoffice.posters.wrong import about_this, wrong_posters
from schedule.models import Notice, Permanence, Session
from schedule.timeline import ChangeKind

PREVIEW = "apercu"  # the button that only shows; its value says how much of the screen


class QuestionView(View):
    """`uid` and `verb` are those of `asking`. A question that has no answer any more leads to the desk."""

    def get(self, request: HttpRequest, uid: str, verb: str) -> HttpResponse:
        return self._ask(request, uid, verb)

    def post(self, request: HttpRequest, uid: str, verb: str) -> HttpResponse:
        if PREVIEW in request.POST:
            return self._ask(request, uid, verb)
        with one_at_a_time():
            return self._ask(request, uid, verb)

    def _ask(self, request: HttpRequest, uid: str, word: str) -> HttpResponse:
        verb = next((verb for verb in Verb if verb == word), None)
        needed = "schedule.delete_change" if verb is Verb.RESTORE else "schedule.add_change"
        if not request.user.has_perm(needed):
            raise PermissionDenied
        agenda, at = published(request), clock.instant(request)
        about = find(agenda, uid)
        if verb is None or about is None:
            return _back(request, _("This session is not announced any more. Here is what is announced now."))
        is_sent = request.method == "POST"
        form = QUESTIONS[verb](about, at, agenda.places, request.POST if is_sent else None)
        form.prefill(request.GET)
        is_answered = is_sent and form.is_valid()
        if is_answered and PREVIEW not in request.POST and form.is_done():
            return _said(request, verb, about)
        # What was sent is never thrown away: somebody may just have changed what is possible.
        if verb not in verbs(about.occurrences, at) and not (is_sent and may_replace(about, verb, at)):
            return _back(request, _("This cannot be announced any more: %(what)s.") % {"what": _now(about)})
        if is_answered and PREVIEW not in request.POST:
            if form.has_moved_on():
                _tell_who(form, about)
            elif _write(form, request.user):
                return _said(request, verb, form.outcome(), before=about)
        return self._show(request, agenda, form)

    def _show(self, request: HttpRequest, agenda: Agenda, form: Question) -> HttpResponse:
        outcome = None  # what is wrong cannot be shown
        if not form.is_bound or form.is_valid():
            outcome = form.outcome() if form.is_bound else form.first_outcome()
        others = tuple(stay for stay in agenda.timeline.stays if stay.id != form.about.stay.id)
        words = {
            "reading": sentences.reading((*others, outcome.stay), outcome, form.at) if outcome else [],
            "form": form,
        }
        if request.POST.get(PREVIEW) == "extrait":
            return render(request, "schedule/backoffice/desk/reading.html", words)
        verb, about = form.verb, form.about
        words |= {
            "title": sentences.heading(verb),
            "about": about,
            "name": sentences.name(about),
            "confirm": sentences.confirm(verb),
            "proposals": form.proposals,
            "preview": PREVIEW,
            "is_danger": verb is Verb.CANCEL,
        }
        return render(request, "schedule/backoffice/desk/question.html", words)


def url(verb: Verb, about: Subject) -> str:
    return reverse("schedule_question", args=[about.uid, verb.value])


def _write(form: Question, by: AbstractBaseUser) -> bool:
    """False when the database knows a reason against it; the form then says which."""
    about = form.about
    permanence = Permanence.objects.select_related("place", "caravan").get(pk=about.stay.id)
    session = Session.objects.get(key=about.session_key) if about.session_key else None
    try:
        if isinstance(form, ReasonedQuestion):
            change_date(permanence, about.day, session=session, by=by, **_fields(form))
        elif isinstance(form, LateQuestion):
            session = session or Session.objects.get(key=about.occurrences[0].session.key)
            notice = form.notice()
            say_notice(
                permanence,
                about.day,
                session,
                kind=Notice.Kind(notice.kind),
                start=notice.start,
                message=notice.message,
                by=by,
            )
        else:
            restore_date(permanence, about.day, session=session, by=by)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True


def _fields(form: ReasonedQuestion) -> dict[str, Any]:
    change = form.change()
    return {
        "kind": change.kind,
        "place_id": change.place.id if change.place else None,
        "start": change.start,
        "end": change.end,
        "message": change.message,
        "reason": form.cleaned_data["reason"],
    }


def _said(
    request: HttpRequest, verb: Verb, outcome: Subject, *, before: Subject | None = None
) -> HttpResponse:
    """Back to the desk, with what is public now and the way to take it back."""
    since = sentences.since(clock.instant(request), clock.instant(request))
    said = _("Done. %(what)s. Residents read it since %(since)s.") % {"what": _now(outcome), "since": since}
    buttons = [messages.button(outcome.occurrences[0].place.url, _("See the page"), True)]
    if verb is not Verb.RESTORE:
        buttons.insert(0, messages.button(url(Verb.RESTORE, outcome), sentences.button(Verb.RESTORE)))
    elif before and (again := _again(before, outcome)):
        buttons.insert(0, messages.button(again, _("Announce it again")))
    number = about_this(wrong_posters(published(), clock.instant(request)), outcome.stay)
    if number:
        no_longer = ngettext(
            "%(number)s poster is no longer right.", "%(number)s posters are no longer right.", number
        )
        said = f"{said} {no_longer % {'number': number}}"
        buttons.append(messages.button(reverse("schedule_posters"), _("See which posters")))
    messages.success(request, said, buttons=buttons)
    return redirect("wagtailadmin_home")


def _again(before: Subject, outcome: Subject) -> str:
    """The question whose answer was taken back, filled in; "" when there were several answers."""
    changes = {o.change for o in before.occurrences}
    change = changes.pop() if len(changes) == 1 else None
    if change is None:
        return ""
    verb = {
        ChangeKind.CANCELLED: Verb.CANCEL,
        ChangeKind.MOVED: Verb.MOVE,
        ChangeKind.HOURS: Verb.HOURS,
    }[change.kind]
    given = {"message": change.message, "place": change.place.id if change.place else ""}
    given |= {name: f"{at:%H:%M}" for name, at in (("start", change.start), ("end", change.end)) if at}
    return f"{url(verb, outcome)}?{urlencode({name: str(value) for name, value in given.items() if value})}"


def _now(about: Subject) -> str:
    """« Mardi 24 novembre 2026, de 14 h à 17 h : Annulé »."""
    return f"{sentences.name(about)}\u00a0: {sentences.state(about)}"


def _back(request: HttpRequest, said: str) -> HttpResponse:
    messages.warning(request, said)
    return redirect("wagtailadmin_home")


def _tell_who(form: Question, about: Subject) -> None:
    """The second of two people reads what the first has announced, and may then replace it."""
    entry = (
        ModelLogEntry.objects.filter(
            content_type__app_label="schedule", content_type__model="permanence", object_id=str(about.stay.id)
        )
        .select_related("user")
        .first()
    )
    who = entry.user_display_name if entry and entry.user_id else _("Somebody")
    form.add_error(
        None,
        _("%(who)s has announced something else meanwhile. %(what)s. Send again to replace it.")
        % {"who": who, "what": _now(about)},
    )
    form.data = form.data.copy()
    form.data["seen"] = about.fingerprint
