"""Buscar dentro del alcance de la cuenta: lo que queda fuera no existe (404)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.bitacora import exigir_escribible
from captura.ciclo import lo_lee, sin_lo_bloqueado
from captura.models import Acuse, Cuestionario, Firma, Rol, SolicitudDeHabilitacion
from captura.models.cuestionario import actores_de
from captura.permisos import REVISAN
from captura.servicios.bloqueo import bloquear


def buscar_cuestionario(request, pk: int) -> Cuestionario:
    return get_object_or_404(
        Cuestionario.objects.visibles_para(request.adscripcion).select_related(
            "candidatura__formula__actor__partido_captura",
            "candidatura__formula__eleccion__cargo",
            "candidatura__proceso",
            "foto",
        ),
        pk=pk,
    )


def tomar_cuestionario(request, pk: int) -> Cuestionario:
    """El mismo, con su renglón bloqueado hasta el fin de la petición: para escribir en él ya."""
    try:
        cuestionario = bloquear(request.adscripcion, pk)
    except Cuestionario.DoesNotExist as error:
        raise Http404 from error
    if request.adscripcion.actor:
        # El mismo proceso, que ya se leyó para saber el alcance.
        cuestionario.candidatura.proceso.con_los_parametros_de(request.adscripcion.actor.proceso)
    return cuestionario


def buscar_candidatura(request, pk: int) -> Candidatura:
    visibles = Cuestionario.objects.visibles_para(request.adscripcion)
    return get_object_or_404(
        Candidatura.objects.filter(pk__in=visibles.values("candidatura")).select_related(
            "cuestionario", "formula__actor", "formula__eleccion__cargo", "proceso"
        ),
        pk=pk,
    )


def buscar_acuse(request, folio: str) -> Acuse:
    visibles = Cuestionario.objects.visibles_para(request.adscripcion)
    return get_object_or_404(
        Acuse.objects.filter(cuestionario__in=visibles).select_related(
            "cuestionario__candidatura__formula__actor",
            "cuestionario__candidatura__formula__eleccion__cargo",
            "cuestionario__candidatura__proceso",
            "emitido_para",
        ),
        folio=folio,
    )


def buscar_firma(request, folio: str) -> Firma:
    visibles = Cuestionario.objects.visibles_para(request.adscripcion)
    return get_object_or_404(
        Firma.objects.filter(candidatura__in=visibles.values("candidatura")).select_related(
            "candidatura__cuestionario",
            "candidatura__formula__actor",
            "candidatura__formula__eleccion__cargo",
            "candidatura__proceso",
            "version__familia",
            "registrado_por",
        ),
        folio=folio,
    )


def solicitudes_visibles(adscripcion):
    """UTTAI ve todas; el enlace, las de los actores de su alcance y las que pidió el suyo."""
    solicitudes = SolicitudDeHabilitacion.objects.select_related(
        "familia", "actor", "solicitante", "atendida_por"
    )
    if adscripcion is None:
        return solicitudes.none()
    solicitudes = sin_lo_bloqueado(adscripcion, solicitudes, "familia__proceso")
    if adscripcion.rol in REVISAN:
        return solicitudes
    if adscripcion.rol == Rol.ENLACE:
        return solicitudes.filter(actor__in=actores_de(adscripcion)) | solicitudes.filter(
            solicitante=adscripcion.actor_id
        )
    return solicitudes.none()


def exigir_lectura(request, proceso: ProcesoElectoral) -> ProcesoElectoral:
    """El proceso. Bloqueado, quien no lo lee recibe 404, y quien lo lee y quiere escribir, 403."""
    if not lo_lee(request.adscripcion, proceso):
        raise Http404
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        exigir_escribible(proceso)
    return proceso


def exigir(condicion: bool) -> None:
    """Dentro del alcance pero sin la capacidad: 403."""
    if not condicion:
        raise PermissionDenied
