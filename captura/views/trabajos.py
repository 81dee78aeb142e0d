"""Ver cómo va un encargo al trabajador, cancelarlo y bajar lo que dejó."""

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from captura.models import Descarga, EstadoDeTrabajo, Trabajo
from captura.permisos import puede_ver_expedientes
from captura.servicios.trabajos import (
    CLASES,
    ArchivoNoDisponible,
    cancelar,
    clase_de,
    descubrir,
    leer_cifrado,
    registrar_descarga,
)

POR_PAGINA = 25
DESCARGAS_A_LA_VISTA = 50


def buscar_trabajo(request, uuid, **filtros) -> Trabajo:
    """Dentro del alcance de la cuenta; fuera, 404."""
    visibles = Trabajo.objects.visibles_para(request.adscripcion).select_related("pedido_por")
    return get_object_or_404(visibles, pk=uuid, **filtros)


def direccion_que_sigue(trabajo: Trabajo) -> str:
    """A dónde se va cuando terminó: la página que sigue, el archivo, o ninguna parte."""
    descubrir()
    tipo = CLASES.get(trabajo.clase)
    if tipo is None or trabajo.estado != EstadoDeTrabajo.TERMINADO:
        return ""
    if tipo.sigue:
        return reverse(tipo.sigue, args=[trabajo.pk])
    if trabajo.archivo and tipo.se_baja:
        return reverse("captura:trabajo_bajar", args=[trabajo.pk])
    return ""


def _donde_se_pide(trabajo: Trabajo) -> str:
    tipo = CLASES.get(trabajo.clase)
    return reverse(tipo.se_pide) if tipo and tipo.se_pide and not trabajo.por_hacer else ""


@require_safe
def trabajos(request):
    visibles = Trabajo.objects.visibles_para(request.adscripcion).select_related("pedido_por")
    pagina = Paginator(visibles.order_by("-pedido_en"), POR_PAGINA).get_page(
        request.GET.get("pagina")
    )
    return render(
        request,
        "captura/trabajos.html",
        {
            "pagina": pagina,
            "renglones": [(t, direccion_que_sigue(t)) for t in pagina],
            "descargas": Descarga.objects.visibles_para(request.adscripcion).select_related(
                "usuario"
            )[:DESCARGAS_A_LA_VISTA],
            "pide_expedientes": puede_ver_expedientes(request.adscripcion),
        },
    )


@require_safe
def trabajo(request, uuid):
    """La página entera; con htmx, solo lo que cambia."""
    trabajo = buscar_trabajo(request, uuid)
    plantilla = "captura/_avance.html" if request.htmx else "captura/trabajo.html"
    respuesta = render(
        request,
        plantilla,
        {
            "trabajo": trabajo,
            "sigue": direccion_que_sigue(trabajo),
            "se_pide": _donde_se_pide(trabajo),
        },
    )
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta


@require_POST
def cancelar_trabajo(request, uuid):
    trabajo = cancelar(trabajo=buscar_trabajo(request, uuid), adscripcion=request.adscripcion)
    if trabajo.estado == EstadoDeTrabajo.TERMINADO:
        messages.info(request, "Ya había terminado: no se canceló.")
    return redirect("captura:trabajo", uuid=uuid)


@require_safe
def bajar(request, uuid):
    """El archivo, y queda anotado quién lo bajó."""
    trabajo = buscar_trabajo(request, uuid)
    try:
        ruta = registrar_descarga(trabajo=trabajo, adscripcion=request.adscripcion)
        abierto = (
            io.BytesIO(leer_cifrado(trabajo, ruta))
            if clase_de(trabajo.clase).cifrado
            else ruta.open("rb")
        )
    except ArchivoNoDisponible as error:
        messages.error(request, str(error))
        return redirect("captura:trabajo", uuid=uuid)
    respuesta = FileResponse(abierto, as_attachment=True, filename=trabajo.archivo)
    respuesta["Cache-Control"] = "private, no-store"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta
