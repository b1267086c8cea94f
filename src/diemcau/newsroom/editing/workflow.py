"""The way of an article: an editor looks at it, an approver lets it out."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from diemcau.newsroom.editing.groups import group_of
from diemcau.newsroom.models import Portal
from diemcau.people.api import Role


@transaction.atomic
def ensure_workflow(portal: Portal) -> Workflow:
    """Return the workflow of the portal's unit, made where it is not there, and let the portal's pages follow it."""
    workflow = _known(portal) or _make(portal)
    WorkflowPage.objects.update_or_create(page_id=portal.pk, defaults={"workflow": workflow})
    return workflow


def _known(portal: Portal) -> Workflow | None:
    editors = group_of(portal.unit_id, Role.EDITOR)
    task = GroupApprovalTask.objects.filter(groups=editors, active=True).order_by("pk").first()
    step = task and WorkflowTask.objects.filter(task=task, workflow__active=True).first()
    return step.workflow if step else None


def _make(portal: Portal) -> Workflow:
    reviewers = [group_of(portal.unit_id, role) for role in (Role.EDITOR, Role.APPROVER)]
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Articles of %(portal)s") % {"portal": portal.name}
        steps = [(_("Editing"), reviewers), (_("Approval"), reviewers[1:])]
    workflow = Workflow.objects.create(name=name[:255])
    for order, (label, groups) in enumerate(steps):
        task = GroupApprovalTask.objects.create(name=f"{label} – {portal.name}"[:255])
        task.groups.set(groups)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow
