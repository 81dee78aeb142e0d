"""Pedir el expediente de un actor o la carpeta de archivo. El avance está en «Archivos»."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from candidaturas.models import ActorPolitico
from captura.consultas import actores_del_proceso, proceso_de_trabajo
from captura.models.cuestionario import actores_de
from captura.permisos import (
    puede_pedir_carpeta,
    puede_pedir_expediente,
    puede_ver_expedientes,
)
from captura.servicios.expedientes import pedir_carpeta, pedir_expediente
from captura.views.alcance import exigir


def _actores(request):
    """Los del alcance de la cuenta."""
    if request.adscripcion is None:
        raise PermissionDenied
    exigir(puede_ver_expedientes(request.adscripcion))
    if request.adscripcion.es_instituto:
        return actores_del_proceso(proceso_de_trabajo(request.adscripcion))
    suyos = [actor.pk for actor in actores_de(request.adscripcion)]
    return ActorPolitico.objects.filter(pk__in=suyos).order_by("orden", "nombre")


@require_safe
def expedientes(request):
    actores = (
        _actores(request)
        .select_related("partido_captura", "proceso")
        .annotate(candidaturas=Count("formulas__candidaturas"))
    )
    return render(
        request,
        "captura/expedientes.html",
        {
            "proceso": proceso_de_trabajo(request.adscripcion),
            "actores": [a for a in actores if puede_pedir_expediente(request.adscripcion, a)],
            "archiva": puede_pedir_carpeta(request.adscripcion),
        },
    )


@require_POST
def pedir_uno(request, pk: int):
    actor = get_object_or_404(_actores(request).select_related("partido_captura"), pk=pk)
    trabajo = pedir_expediente(actor=actor, adscripcion=request.adscripcion)
    return redirect("captura:trabajo", trabajo.pk)


@require_POST
def pedir_la_carpeta(request):
    exigir(puede_pedir_carpeta(request.adscripcion))
    proceso = proceso_de_trabajo(request.adscripcion)
    if proceso is None:
        raise Http404
    return redirect(
        "captura:trabajo", pedir_carpeta(proceso=proceso, adscripcion=request.adscripcion).pk
    )
