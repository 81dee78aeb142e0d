"""Las familias de compromisos y las versiones de su texto, que edita UTTAI."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from candidaturas.models import EstadoDeProceso, ProcesoElectoral
from captura.consultas import proceso_de_trabajo
from captura.forms.textos_de_compromisos import FamiliaForm, VersionForm
from captura.models import FamiliaDeCompromisos, VersionDeCompromisos
from captura.permisos import puede_editar_compromisos, puede_preparar_procesos
from captura.servicios.preparacion import BORRADOR
from captura.servicios.textos_de_compromisos import (
    TextoNoGuardado,
    crear_familia,
    guardar_version,
)
from captura.views.alcance import exigir
from captura.views.familias import version_vigente

SIGUE_EN_BORRADOR = (
    "Texto guardado, pero sigue por confirmar: en «Fuente», escriba el documento que lo dice ahora "
    f"en lugar de «{BORRADOR}…»."
)


def _exigir(request) -> None:
    if request.adscripcion is None:
        raise PermissionDenied
    exigir(puede_editar_compromisos(request.adscripcion))


def _proceso(request):
    """El de trabajo, si la cuenta edita compromisos."""
    _exigir(request)
    proceso = proceso_de_trabajo(request.adscripcion)
    if proceso is None:
        raise Http404
    return proceso


def _en_preparacion(request):
    """El que se está preparando, si la dirección lo dice y la cuenta los prepara."""
    clave = request.GET.get("proceso", "")
    if not clave.isdecimal():
        return None
    exigir(puede_preparar_procesos(request.adscripcion))
    return get_object_or_404(ProcesoElectoral, pk=int(clave), estado=EstadoDeProceso.EN_PREPARACION)


def _familias(request):
    """Las del proceso de trabajo, si hay, y, para quien los prepara, las de los que se preparan."""
    _exigir(request)
    propias = Q(proceso=proceso_de_trabajo(request.adscripcion))
    if puede_preparar_procesos(request.adscripcion):
        propias |= Q(proceso__estado=EstadoDeProceso.EN_PREPARACION)
    return FamiliaDeCompromisos.objects.filter(propias)


def _versiones():
    return VersionDeCompromisos.objects.annotate(cuantas=Count("firmas"))


@require_safe
def familias(request):
    proceso = _proceso(request)
    lista = proceso.familias_de_compromisos.prefetch_related(Prefetch("versiones", _versiones()))
    return render(
        request,
        "captura/compromisos_textos.html",
        {"proceso": proceso, "familias": [(f, version_vigente(f)) for f in lista]},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def familia_nueva(request):
    _exigir(request)
    proceso = _en_preparacion(request) or _proceso(request)
    form = FamiliaForm(request.POST or None)
    if form.is_valid():
        try:
            familia = crear_familia(
                proceso=proceso,
                clave=form.clave(),
                adscripcion=request.adscripcion,
                **form.cleaned_data,
            )
        except TextoNoGuardado as error:
            form.add_error("nombre", str(error))
        else:
            messages.success(request, "Familia guardada. Escriba ahora su texto.")
            return redirect("captura:version_nueva", pk=familia.pk)
    return render(request, "captura/familia_nueva.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def version_nueva(request, pk: int):
    """Empieza con el texto de la última versión: corregir es copiar y cambiar."""
    familia = get_object_or_404(_familias(request), pk=pk)
    form = VersionForm(request.POST or None, partida=familia.versiones.first())
    return _guardar(request, form, familia, None)


@require_http_methods(["GET", "HEAD", "POST"])
def version(request, pk: int):
    """Una versión sin firmas se cambia; una firmada se lee, y solo se le pone fin."""
    version = get_object_or_404(
        _versiones().select_related("familia__proceso"),
        pk=pk,
        familia__in=_familias(request),
    )
    form = VersionForm(request.POST or None, version=version)
    return _guardar(request, form, version.familia, version)


def _guardar(request, form, familia, version):
    if form.is_valid():
        datos = {k: v for k, v in form.cleaned_data.items() if k != "huella"}
        try:
            guardar_version(
                familia=familia,
                version=version,
                huella_vista=form.cleaned_data["huella"],
                adscripcion=request.adscripcion,
                **datos,
            )
        except TextoNoGuardado as error:
            form.add_error(None, str(error))
        else:
            if datos["fuente"].startswith(BORRADOR):
                messages.warning(request, SIGUE_EN_BORRADOR)
            else:
                messages.success(request, "Texto guardado.")
            if familia.proceso.estado == EstadoDeProceso.EN_PREPARACION:
                return redirect("captura:proceso_compromisos", pk=familia.proceso_id)
            return redirect("captura:compromisos_textos")
    return render(
        request,
        "captura/version_editar.html",
        {"form": form, "familia": familia, "version": version},
    )
