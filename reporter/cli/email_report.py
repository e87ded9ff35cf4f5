"""What reporter email prints: decisions, messages and doubts, in lines and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from reporter.mail.bounces import Bounce
    from reporter.mail.deliver import Summary
    from reporter.mail.model import Delivery
    from reporter.mail.plan import Decision


def show_decisions(decisions: Sequence[Decision]) -> None:
    """Who gets what, and why."""
    for decision in decisions:
        reader = decision.recipient
        editions = ", ".join(reader.editions)
        click.echo(f"{decision.verdict:17} {reader.address} ({editions}): {decision.reason}")
        if decision.message:
            click.echo(f"{'':17} {decision.message.subject}")


def show_summary(summary: Summary) -> None:
    """What a delivery did, and what it left."""
    for name, group in (("sent", summary.sent), ("failed", summary.failed)):
        for delivery in group:
            click.echo(f"{name:17} {delivery.address}: {delivery.reply}")
    for delivery in summary.unknown:
        click.echo(f"{'unknown':17} {delivery.address}: {delivery.reply} {delivery.message_id}")
    for delivery in summary.waiting:
        due = delivery.due.isoformat(timespec="minutes")
        click.echo(
            f"{delivery.state:17} {delivery.address}: due {due}: {delivery.reply}".rstrip(": ")
        )
    if summary.unknown:
        click.echo(
            "what is unknown may have arrived: reporter email reconcile settles it", err=True
        )
    for server in summary.unusable:
        click.echo(f"{server.server}: {server.reason}", err=True)


def show_delivery(delivery: Delivery) -> None:
    """A message and how far it has come."""
    changed = delivery.changed.isoformat(timespec="minutes")
    click.echo(f"{delivery.state:11} {changed}  {delivery.address}  {delivery.brief}")
    click.echo(f"{'':11} {delivery.message_id}  {delivery.reply}".rstrip())


def as_document(decisions: Sequence[Decision], summary: Summary | None) -> dict[str, Any]:
    """What a send decided and did, for programs."""
    document: dict[str, Any] = {
        "decisions": [
            {
                "recipient": decision.recipient.id,
                "address": decision.recipient.address,
                "editions": list(decision.recipient.editions),
                "verdict": decision.verdict.value,
                "reason": decision.reason,
                "not_before": decision.not_before and decision.not_before.isoformat(),
                "message_id": decision.message.message_id if decision.message else None,
                "subject": decision.message.subject if decision.message else None,
                "is_correction": decision.is_correction,
            }
            for decision in decisions
        ]
    }
    if summary:
        for name in ("sent", "failed", "unknown", "waiting"):
            document[name] = [as_record(one) for one in getattr(summary, name)]
    return document


def as_record(delivery: Delivery) -> dict[str, Any]:
    """A message of the outbox, for programs."""
    return {
        "message_id": delivery.message_id,
        "recipient": delivery.recipient,
        "address": delivery.address,
        "edition": delivery.edition.value,
        "subject": delivery.subject,
        "brief": delivery.brief,
        "period": delivery.period,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "due": delivery.due.isoformat(),
        "changed": delivery.changed.isoformat(),
        "server": delivery.server,
        "reply": delivery.reply,
    }


def show_left_alone(bounce: Bounce) -> None:
    """A bounce that changed nothing."""
    whose = ", ".join(bounce.addresses) or "a message"
    click.echo(f"left alone  {whose}: {bounce.reason}", err=True)
