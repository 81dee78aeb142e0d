"""La cola de quien revisa y el ir y venir de las observaciones."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q, QuerySet

from candidaturas.models import ProcesoElectoral
from captura.bitacora import a_nombre_de, anotar, exigir_escribible
from captura.flujo import EDITABLES, Paso
from captura.models import Adscripcion, ClaseDeActo, Cuestionario, Estado, Observacion
from captura.permisos import REVISAN, puede_editar
from captura.servicios.bloqueo import bloquear
from captura.servicios.pasos import dar_paso
from captura.servicios.tomas import tomar
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class NadaQueRevisar(ErrorDeDominio):
    """La cola está vacía, o todo lo que hay lo tiene alguien."""


class RespuestaNoPermitida(ErrorDeDominio):
    """La observación ya se envió atendida, o la respuesta va vacía."""


def por_revisar(
    adscripcion: Adscripcion, proceso: ProcesoElectoral | None
) -> QuerySet[Cuestionario]:
    """Lo enviado y lo que quedó a medias sin que nadie lo tenga, de lo más antiguo a lo nuevo."""
    libre = Q(toma=None) | Q(toma__hasta__lte=reloj.ahora())
    return (
        Cuestionario.objects.visibles_para(adscripcion)
        .filter(libre, candidatura__proceso=proceso)
        .filter(estado__in=[Estado.ENVIADO, Estado.EN_REVISION])
        .order_by(F("enviado_en").asc(nulls_last=True), "pk")
    )


@transaction.atomic
def tomar_siguiente(*, adscripcion: Adscripcion, proceso: ProcesoElectoral | None) -> Cuestionario:
    """Toma para esta persona el que más ha esperado y nadie tiene, e inicia su revisión.

    Los que otra persona está tomando en este instante se saltan, no se esperan. Lanza
    `PermissionDenied` o `NadaQueRevisar`.
    """
    if adscripcion.rol not in REVISAN:
        raise PermissionDenied
    if proceso is not None:
        exigir_escribible(proceso)
    siguiente = _apartar(por_revisar(adscripcion, proceso))
    if siguiente is None:
        raise NadaQueRevisar("No hay otro perfil por revisar.")
    if siguiente.estado == Estado.ENVIADO:
        return dar_paso(cuestionario=siguiente, paso=Paso.REVISAR, adscripcion=adscripcion)
    tomar(siguiente, adscripcion)
    return siguiente


def _apartar(cola: QuerySet[Cuestionario]) -> Cuestionario | None:
    """El primero, con el renglón bloqueado hasta el fin de la transacción.

    Ya con el candado se vuelve a mirar: entre que se buscó y se bloqueó, otra persona pudo tomarlo.
    """
    while siguiente := cola.select_for_update(skip_locked=True, of=("self",)).first():
        if cola.filter(pk=siguiente.pk).exists():
            return siguiente
    return None


@transaction.atomic
def responder_observacion(
    *, observacion: Observacion, respuesta: str, adscripcion: Adscripcion
) -> Observacion:
    """Guarda lo que la candidatura responde a una observación, mientras puede editar.

    Lanza `Cuestionario.DoesNotExist`, `PermissionDenied` o `RespuestaNoPermitida`.
    """
    cuestionario = bloquear(adscripcion, observacion.cuestionario_id)
    if cuestionario.estado in EDITABLES and not puede_editar(adscripcion, cuestionario):
        raise PermissionDenied
    observacion.refresh_from_db()
    if cuestionario.estado not in EDITABLES or observacion.atendida_en:
        raise RespuestaNoPermitida("Esta observación ya se envió: no se puede responder otra vez.")
    if not respuesta.strip():
        raise RespuestaNoPermitida("Escriba la respuesta.")
    observacion.respuesta = respuesta.strip()
    observacion.respondida_por = adscripcion.usuario
    observacion.respondida_en = reloj.ahora()
    with a_nombre_de(adscripcion.usuario):
        observacion.save(update_fields=["respuesta", "respondida_por", "respondida_en"])
        anotar(
            clase=ClaseDeActo.RESPUESTA,
            proceso=cuestionario.candidatura.proceso,
            candidatura=cuestionario.candidatura,
            actor=cuestionario.candidatura.formula.actor,
            autor=adscripcion.usuario,
            datos={"campos": [observacion.campo], "ronda": observacion.ronda},
        )
    return observacion
