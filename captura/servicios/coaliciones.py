"""Candidaturas que pasan de un actor a otro: una coalición que se forma, cambia o se disuelve."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas import frescura
from candidaturas.models import ActorPolitico, Candidatura, Formula
from captura.bitacora import a_nombre_de, anotar, exigir_escribible
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    ClaseDeMovimiento,
    MovimientoDeRegistro,
    Rol,
)
from captura.permisos import captura_por, puede_mover_registro
from captura.servicios.sustituciones import MovimientoNoProcede
from conoceles.comun import reloj


@transaction.atomic
def cambiar_de_actor(
    *,
    formulas: list[Formula],
    actor: ActorPolitico,
    acuerdo: str,
    surte_efecto_en: datetime,
    adscripcion: Adscripcion,
) -> int:
    """Pasa las fórmulas a `actor` y devuelve cuántas candidaturas se movieron.

    Con ellas pasa el derecho a capturarlas: el enlace que las ve y quien las tenía delegadas dejan
    de tenerlas si su actor no captura por el nuevo. Lanza `MovimientoNoProcede`.
    """
    if not puede_mover_registro(adscripcion):
        raise PermissionDenied
    if surte_efecto_en > reloj.ahora():
        raise MovimientoNoProcede("Registre el movimiento cuando ya surta efecto, no antes.")
    if not acuerdo.strip():
        raise MovimientoNoProcede("Escriba el número del acuerdo o resolución.")
    if not formulas:
        raise MovimientoNoProcede("Elija al menos una fórmula.")
    exigir_escribible(actor.proceso)
    # El actor se lee después de bloquear: unido en la misma consulta, PostgreSQL deja fuera la
    # fórmula que cambió de actor mientras se esperaba, y no se diría nada.
    bloqueadas = list(
        Formula.objects.select_for_update()
        .filter(pk__in=[f.pk for f in formulas])
        .order_by("pk")
        .prefetch_related("actor", "eleccion__cargo")
    )
    _exigir_que_quepan(bloqueadas, actor)
    movidas = 0
    with a_nombre_de(adscripcion.usuario):
        for formula in bloqueadas:
            movidas += _mover(formula, actor, acuerdo.strip(), surte_efecto_en, adscripcion)
    frescura.cambio_el_registro()
    return movidas


def _exigir_que_quepan(formulas: list[Formula], actor: ActorPolitico) -> None:
    for formula in formulas:
        if formula.actor.proceso_id != actor.proceso_id:
            raise PermissionDenied
        if formula.actor_id == actor.pk:
            raise MovimientoNoProcede(f"«{formula.eleccion}» ya es de {actor.nombre}.")
        ocupado = Formula.objects.filter(
            eleccion=formula.eleccion_id, actor=actor, numero=formula.numero
        )
        if ocupado.exists():
            raise MovimientoNoProcede(
                f"{actor.nombre} ya tiene una fórmula en «{formula.eleccion}». "
                "Resuelva primero cuál queda."
            )


def _mover(
    formula: Formula,
    actor: ActorPolitico,
    acuerdo: str,
    surte_efecto_en: datetime,
    adscripcion: Adscripcion,
) -> int:
    anterior = formula.actor
    formula.actor = actor
    formula.save(update_fields=["actor"])
    candidaturas = list(formula.candidaturas.select_related("proceso").order_by("pk"))
    for candidatura in candidaturas:
        MovimientoDeRegistro.objects.create(
            clase=ClaseDeMovimiento.CAMBIO_DE_ACTOR,
            candidatura=candidatura,
            acuerdo=acuerdo,
            surte_efecto_en=surte_efecto_en,
            registrado_en=reloj.ahora(),
            registrado_por=adscripcion.usuario,
            actor_anterior=anterior,
            actor_nuevo=actor,
        )
        _pasar_accesos(candidatura, actor)
        anotar(
            clase=ClaseDeActo.CAMBIO_DE_ACTOR,
            proceso=candidatura.proceso,
            candidatura=candidatura,
            actor=actor,
            autor=adscripcion.usuario,
            surte_efecto_en=surte_efecto_en,
            datos={"acuerdo": acuerdo, "desde": anterior.pk, "hacia": actor.pk},
        )
    return len(candidaturas)


def _pasar_accesos(candidatura: Candidatura, actor: ActorPolitico) -> None:
    for cuenta in Adscripcion.objects.filter(candidaturas=candidatura).select_related("actor"):
        if captura_por(cuenta, actor):
            continue
        if cuenta.rol == Rol.CANDIDATA:
            # Sigue siendo la suya: la persona no cambia, cambia quien la postula.
            cuenta.actor = actor
            cuenta.save(update_fields=["actor"])
        else:
            cuenta.candidaturas.remove(candidatura)
