"""El calendario del instituto y las prórrogas: pedir, conceder y negar."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import ProcesoElectoral
from captura.bitacora import a_nombre_de, anotar
from captura.models import (
    Adscripcion,
    ClaseDeActo,
    Cuestionario,
    DiaInhabil,
    EstadoDeProrroga,
    Prorroga,
)
from captura.permisos import puede_pedir_prorroga, puede_resolver_prorrogas
from captura.plazos import plazo_de
from captura.servicios.bloqueo import bloquear
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class PlazoNoSeMueve(ErrorDeDominio):
    """La prórroga o el día inhábil no procede; el mensaje dice por qué."""


@transaction.atomic
def pedir_prorroga(
    *, cuestionario: Cuestionario, motivo: str, adscripcion: Adscripcion
) -> Prorroga:
    """Quien captura pide más tiempo, antes o después de vencer. Una a la vez."""
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    if not puede_pedir_prorroga(adscripcion, cuestionario):
        raise PermissionDenied
    plazo = plazo_de(cuestionario)
    if plazo is None:
        raise PlazoNoSeMueve("Este cuestionario no tiene un plazo que alargar.")
    if not motivo.strip():
        raise PlazoNoSeMueve("Escriba por qué necesita más tiempo.")
    if cuestionario.prorrogas.filter(estado=EstadoDeProrroga.PEDIDA).exists():
        raise PlazoNoSeMueve("Ya hay una prórroga pedida; espere su respuesta.")
    with a_nombre_de(adscripcion.usuario):
        prorroga = Prorroga.objects.create(
            cuestionario=cuestionario,
            vencia_en=plazo.vence_en,
            motivo=motivo.strip(),
            pedida_por=adscripcion.usuario,
            pedida_en=reloj.ahora(),
        )
        _anotar(ClaseDeActo.SOLICITUD_DE_PRORROGA, prorroga, adscripcion)
    return prorroga


@transaction.atomic
def conceder_prorroga(
    *, prorroga: Prorroga, hasta: datetime, respuesta: str, adscripcion: Adscripcion
) -> Prorroga:
    """El plazo llega a `hasta`, que ha de ser después de ahora y de como vencía."""
    prorroga = _en_espera(prorroga, adscripcion)
    if hasta <= max(reloj.ahora(), prorroga.vencia_en):
        raise PlazoNoSeMueve("El nuevo vencimiento debe ser posterior a hoy y al que ya tenía.")
    return _resolver(prorroga, EstadoDeProrroga.CONCEDIDA, hasta, respuesta, adscripcion)


@transaction.atomic
def negar_prorroga(*, prorroga: Prorroga, respuesta: str, adscripcion: Adscripcion) -> Prorroga:
    prorroga = _en_espera(prorroga, adscripcion)
    if not respuesta.strip():
        raise PlazoNoSeMueve("Para negarla, escriba por qué.")
    return _resolver(prorroga, EstadoDeProrroga.NEGADA, None, respuesta, adscripcion)


def _en_espera(prorroga: Prorroga, adscripcion: Adscripcion) -> Prorroga:
    if not puede_resolver_prorrogas(adscripcion):
        raise PermissionDenied
    prorroga = (
        Prorroga.objects.select_for_update(of=("self",))
        .select_related("cuestionario__candidatura__proceso", "cuestionario__candidatura__formula")
        .get(pk=prorroga.pk)
    )
    if prorroga.estado != EstadoDeProrroga.PEDIDA:
        raise PlazoNoSeMueve("Esta prórroga ya se resolvió.")
    return prorroga


def _resolver(
    prorroga: Prorroga,
    estado: EstadoDeProrroga,
    hasta: datetime | None,
    respuesta: str,
    adscripcion: Adscripcion,
) -> Prorroga:
    prorroga.estado = estado
    prorroga.hasta = hasta
    prorroga.respuesta = respuesta.strip()
    prorroga.resuelta_por = adscripcion.usuario
    prorroga.resuelta_en = reloj.ahora()
    with a_nombre_de(adscripcion.usuario):
        prorroga.save()
        _anotar(ClaseDeActo.PRORROGA, prorroga, adscripcion)
    return prorroga


def _anotar(clase: ClaseDeActo, prorroga: Prorroga, adscripcion: Adscripcion) -> None:
    candidatura = prorroga.cuestionario.candidatura
    anotar(
        clase=clase,
        proceso=candidatura.proceso,
        candidatura=candidatura,
        actor=candidatura.formula.actor,
        autor=adscripcion.usuario,
        datos={
            "prorroga": prorroga.pk,
            "estado": prorroga.estado,
            "hasta": prorroga.hasta.isoformat() if prorroga.hasta else None,
        },
    )


@transaction.atomic
def marcar_inhabil(
    *, dia: date, motivo: str, proceso: ProcesoElectoral, adscripcion: Adscripcion
) -> DiaInhabil:
    """Desde ahora ese día no corre ningún plazo en días hábiles. `proceso`: en cuál se anota."""
    if not puede_resolver_prorrogas(adscripcion):
        raise PermissionDenied
    with a_nombre_de(adscripcion.usuario):
        inhabil, nuevo = DiaInhabil.objects.get_or_create(dia=dia, defaults={"motivo": motivo})
        if not nuevo:
            raise PlazoNoSeMueve("Ese día ya está en el calendario.")
        _anotar_dia(dia, proceso, adscripcion, inhabil=True)
    return inhabil


@transaction.atomic
def quitar_inhabil(*, dia: DiaInhabil, proceso: ProcesoElectoral, adscripcion: Adscripcion) -> None:
    if not puede_resolver_prorrogas(adscripcion):
        raise PermissionDenied
    _, borrados = DiaInhabil.objects.filter(pk=dia.pk).delete()
    if borrados:
        _anotar_dia(dia.dia, proceso, adscripcion, inhabil=False)


def _anotar_dia(
    dia: date, proceso: ProcesoElectoral, adscripcion: Adscripcion, *, inhabil: bool
) -> None:
    anotar(
        clase=ClaseDeActo.CALENDARIO,
        proceso=proceso,
        autor=adscripcion.usuario,
        datos={"dia": dia.isoformat(), "inhabil": inhabil},
    )
