"""Compromisos: pedir que se habilite la firma, atender la petición y firmar."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidaturas.models import ActorPolitico
from captura.consultas import actores_del_proceso, proceso_de_trabajo
from captura.forms.compromisos import FirmaForm, SolicitudExternaForm, SolicitudForm
from captura.forms.textos_de_compromisos import RetiroForm
from captura.models import VersionDeCompromisos
from captura.models.cuestionario import actores_de
from captura.permisos import (
    captura_por,
    puede_atender_habilitacion,
    puede_firmar,
    puede_retirar_firma,
    puede_solicitar_habilitacion,
)
from captura.servicios.compromisos import (
    CompromisosNoDisponibles,
    atender_solicitud,
    esta_habilitada,
    firmar,
    registrar_solicitud_externa,
    retirar_firma,
    solicitar_habilitacion,
)
from captura.servicios.constancias import firma_sellada
from captura.views.acuses import constancia
from captura.views.alcance import (
    buscar_candidatura,
    buscar_firma,
    exigir,
    solicitudes_visibles,
)


def _con_cuenta(request):
    if request.adscripcion is None:
        raise PermissionDenied
    return request.adscripcion


@require_safe
def solicitudes(request):
    adscripcion = _con_cuenta(request)
    atiende = puede_atender_habilitacion(adscripcion)
    exigir(atiende or puede_solicitar_habilitacion(adscripcion))
    proceso = proceso_de_trabajo(adscripcion)
    todas = (
        solicitudes_visibles(adscripcion)
        .filter(familia__proceso=proceso)
        .annotate(cuantas=Count("habilitaciones"))
    )
    return render(
        request,
        "captura/solicitudes.html",
        {
            "proceso": proceso,
            "atiende": atiende,
            "pendientes": todas.filter(atendida_en=None).order_by("recibida_en", "pk"),
            "atendidas": todas.exclude(atendida_en=None).order_by("-atendida_en", "-pk"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def solicitar(request):
    """El enlace pide habilitar la firma para candidaturas que su actor captura."""
    adscripcion = _con_cuenta(request)
    exigir(puede_solicitar_habilitacion(adscripcion))
    actores = [a for a in actores_de(adscripcion) if captura_por(adscripcion, a)]
    actor = _actor_elegido(request, actores)
    form = SolicitudForm(request.POST or None, actor=actor)
    if form.is_valid():
        try:
            solicitar_habilitacion(
                familia=form.cleaned_data["familia"],
                actor=actor,
                candidaturas=form.elegidas(),
                adscripcion=adscripcion,
            )
        except CompromisosNoDisponibles as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Solicitud registrada. El instituto la atenderá.")
            return redirect("captura:solicitudes")
    return render(
        request,
        "captura/solicitar.html",
        {"form": form, "actor": actor, "actores": actores},
    )


def _actor_elegido(request, actores: list[ActorPolitico]) -> ActorPolitico:
    clave = request.GET.get("actor")
    if not clave:
        return actores[0]
    for actor in actores:
        if str(actor.pk) == clave:
            return actor
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def registrar(request):
    """UTTAI anota la solicitud que llegó por correo u oficio. Primero se elige el actor."""
    adscripcion = _con_cuenta(request)
    exigir(puede_atender_habilitacion(adscripcion))
    proceso = proceso_de_trabajo(adscripcion)
    actores = list(actores_del_proceso(proceso))
    if not request.GET.get("actor"):
        return render(request, "captura/solicitud_externa_actor.html", {"actores": actores})
    actor = _actor_elegido(request, actores)
    form = SolicitudExternaForm(request.POST or None, actor=actor)
    if form.is_valid():
        datos = form.cleaned_data
        try:
            registrar_solicitud_externa(
                familia=datos["familia"],
                actor=actor,
                solicitante=datos["solicitante"],
                candidaturas=form.elegidas(),
                canal=datos["canal"],
                referencia=datos["referencia"],
                recibida_en=datos["recibida_en"],
                adscripcion=adscripcion,
            )
        except CompromisosNoDisponibles as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Solicitud registrada. Falta habilitarla.")
            return redirect("captura:solicitudes")
    return render(request, "captura/solicitud_externa.html", {"form": form, "actor": actor})


@require_POST
def habilitar(request, pk: int):
    solicitud = get_object_or_404(solicitudes_visibles(request.adscripcion), pk=pk)
    exigir(puede_atender_habilitacion(request.adscripcion))
    try:
        atender_solicitud(solicitud=solicitud, adscripcion=request.adscripcion)
    except CompromisosNoDisponibles as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Habilitado: {solicitud.solicitante} ya puede firmar.")
    return redirect("captura:solicitudes")


@require_http_methods(["GET", "HEAD", "POST"])
def firmar_compromisos(request, pk: int, version: int):
    candidatura = buscar_candidatura(request, pk)
    version = get_object_or_404(
        VersionDeCompromisos.objects.select_related("familia__proceso"),
        pk=version,
        familia__proceso=candidatura.proceso_id,
    )
    exigir(puede_firmar(request.adscripcion, candidatura))
    previa = candidatura.firmas.vigentes().filter(version=version).first()
    if previa:
        messages.info(request, "Esta candidatura ya firmó esta versión del texto.")
        return redirect("captura:firma", folio=previa.folio)
    form = FirmaForm(request.POST or None, version=version)
    if form.is_valid():
        try:
            firma = firmar(
                candidatura=candidatura,
                version=version,
                compromisos=[c.pk for c in form.cleaned_data["compromisos"]],
                firmante=form.cleaned_data["firmante"],
                adscripcion=request.adscripcion,
            )
        except CompromisosNoDisponibles as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Firma registrada.")
            return redirect("captura:firma", folio=firma.folio)
    return render(
        request,
        "captura/firmar.html",
        {
            "form": form,
            "candidatura": candidatura,
            "version": version,
            "habilitada": esta_habilitada(candidatura, version.familia),
        },
    )


@require_safe
def firma(request, folio: str):
    firma = buscar_firma(request, folio)
    if request.GET.get("formato") == "pdf":
        return constancia(request, firma, firma_sellada)
    return _pagina_de_firma(request, firma, RetiroForm())


@require_POST
def retirar(request, folio: str):
    firma = buscar_firma(request, folio)
    exigir(puede_retirar_firma(request.adscripcion))
    form = RetiroForm(request.POST)
    if form.is_valid():
        try:
            retirar_firma(
                firma=firma,
                motivo=form.cleaned_data["motivo"],
                adscripcion=request.adscripcion,
            )
        except CompromisosNoDisponibles as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Firma retirada. Ya no se ve en el perfil público.")
        return redirect("captura:firma", folio=folio)
    return _pagina_de_firma(request, firma, form)


def _pagina_de_firma(request, firma, form):
    return render(
        request,
        "captura/firma.html",
        {
            "firma": firma,
            "candidatura": firma.candidatura,
            "form": form,
            "puede_retirar": puede_retirar_firma(request.adscripcion) and not firma.anulada_en,
        },
    )
