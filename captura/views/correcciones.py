"""Corregir lo publicado: «dice», «debe decir»."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from captura.apartados import etiqueta_de
from captura.forms.correcciones import CampoForm, CorreccionForm, RechazoForm
from captura.models import Correccion, Cuestionario, Estado, EstadoDeCorreccion
from captura.permisos import REVISAN, puede_pedir_correccion, puede_resolver_correccion
from captura.servicios.correcciones import (
    aprobar_correccion,
    correcciones_restantes,
    pedir_correccion,
    rechazar_correccion,
)
from captura.views.alcance import buscar_cuestionario, exigir
from captura.views.renglones import Tramo, como_texto, comparar
from conoceles.comun.errores import ErrorDeDominio


@dataclass(frozen=True, slots=True)
class CorreccionVista:
    correccion: Correccion
    etiqueta: str
    dice: list[Tramo]
    debe_decir: list[Tramo]


def _vista(correccion: Correccion) -> CorreccionVista:
    campo = correccion.campo
    tramos = comparar(como_texto(campo, correccion.dice), como_texto(campo, correccion.debe_decir))
    return CorreccionVista(correccion, etiqueta_de(campo), *tramos)


@require_http_methods(["GET", "HEAD", "POST"])
def pedir(request, pk: int):
    """Elegir el campo, escribir lo que debe decir y ver lo que ya se pidió."""
    cuestionario = buscar_cuestionario(request, pk)
    exigir(puede_pedir_correccion(request.adscripcion, cuestionario))
    datos = request.POST if request.method == "POST" else request.GET
    eleccion = CampoForm(datos if "campo" in datos else None)
    campo = eleccion.cleaned_data["campo"] if eleccion.is_valid() else ""
    form = None
    if campo:
        form = CorreccionForm(
            request.POST if request.method == "POST" else None,
            cuestionario=cuestionario,
            campo=campo,
        )
        if request.method == "POST" and form.is_valid() and _pedida(request, cuestionario, form):
            return redirect("captura:correccion_pedir", pk=pk)
    return render(
        request,
        "captura/correccion_pedir.html",
        {
            "cuestionario": cuestionario,
            "candidatura": cuestionario.candidatura,
            "publicado": cuestionario.estado == Estado.PUBLICADO,
            "eleccion": eleccion,
            "campo": campo,
            "etiqueta": etiqueta_de(campo) if campo else "",
            "dice": como_texto(campo, getattr(cuestionario, campo)) if campo else "",
            "form": form,
            "restantes": correcciones_restantes(cuestionario),
            "pedidas": [_vista(c) for c in cuestionario.correcciones.order_by("-pedida_en")],
        },
    )


def _pedida(request, cuestionario: Cuestionario, form: CorreccionForm) -> bool:
    try:
        pedir_correccion(
            cuestionario=cuestionario,
            campo=request.POST["campo"],
            debe_decir=form.cleaned_data["debe_decir"],
            motivo=form.cleaned_data["motivo"],
            adscripcion=request.adscripcion,
        )
    except ErrorDeDominio as error:
        form.add_error("debe_decir", str(error))
        return False
    messages.success(request, "Corrección pedida. La resuelve la coordinación del instituto.")
    return True


@require_safe
def correcciones(request):
    """Lo que espera resolución, de lo más antiguo a lo más reciente, y lo último resuelto."""
    exigir(request.adscripcion is not None and request.adscripcion.rol in REVISAN)
    return _lista(request)


def _lista(request, *, form: RechazoForm | None = None, de: int | None = None):
    visibles = Cuestionario.objects.visibles_para(request.adscripcion)
    todas = Correccion.objects.filter(cuestionario__in=visibles).select_related(
        "cuestionario__candidatura__formula__actor", "pedida_por", "resuelta_por"
    )
    pendientes = todas.filter(estado=EstadoDeCorreccion.PENDIENTE)
    resueltas = todas.exclude(estado=EstadoDeCorreccion.PENDIENTE).order_by("-resuelta_en")
    return render(
        request,
        "captura/correcciones.html",
        {
            "pendientes": [
                (_vista(c), form if c.pk == de else RechazoForm(prefix=f"c{c.pk}"))
                for c in pendientes
            ],
            "resueltas": [_vista(c) for c in resueltas[:20]],
            "resuelve": puede_resolver_correccion(request.adscripcion),
        },
    )


@require_POST
def resolver(request, pk: int, decision: str):
    """`decision`: aprobar o rechazar."""
    if decision not in {"aprobar", "rechazar"}:
        raise Http404
    visibles = Cuestionario.objects.visibles_para(request.adscripcion)
    correccion = get_object_or_404(Correccion.objects.filter(cuestionario__in=visibles), pk=pk)
    exigir(puede_resolver_correccion(request.adscripcion))
    try:
        if decision == "aprobar":
            aprobar_correccion(correccion=correccion, adscripcion=request.adscripcion)
            messages.success(request, "Corrección aprobada: la versión nueva ya es pública.")
        else:
            form = RechazoForm(request.POST, prefix=f"c{pk}")
            if not form.is_valid():
                return _lista(request, form=form, de=pk)
            rechazar_correccion(
                correccion=correccion,
                razon=form.cleaned_data["razon"],
                adscripcion=request.adscripcion,
            )
            messages.success(request, "Corrección rechazada. La candidatura verá la razón.")
    except ErrorDeDominio as error:
        messages.error(request, str(error))
    return redirect("captura:correcciones")
