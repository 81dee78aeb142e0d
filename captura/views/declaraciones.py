"""Entregar, ver y quitar las declaraciones en PDF. Se ven solo dentro del alcance."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidaturas.models import ClaseDeDeclaracion
from captura.declaraciones import DeclaracionRechazada
from captura.forms.cuestionario import DeclaracionForm
from captura.models import Cuestionario
from captura.permisos import puede_capturar, puede_editar
from captura.servicios.captura import YaNoSeEdita
from captura.servicios.declaraciones import guardar_declaracion, quitar_declaracion
from captura.views.alcance import buscar_cuestionario, exigir


def _clase(clase: str) -> ClaseDeDeclaracion:
    if clase not in ClaseDeDeclaracion.values:
        raise Http404
    return ClaseDeDeclaracion(clase)


@require_safe
def ver(request, pk: int, clase: str):
    """La vigente o, con `?huella=`, una que este perfil tuvo."""
    cuestionario = buscar_cuestionario(request, pk)
    declaraciones = cuestionario.declaraciones.filter(clase=_clase(clase))
    if huella := request.GET.get("huella"):
        declaracion = declaraciones.filter(huella=huella).first()
    else:
        declaracion = declaraciones.vigentes().first()
    if declaracion is None:
        raise Http404
    with declaracion.archivo.open() as archivo:
        respuesta = HttpResponse(archivo.read(), content_type="application/pdf")
    nombre = f"declaracion-{clase}-{pk}.pdf"
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    respuesta["Cache-Control"] = "private, no-store"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta


@require_http_methods(["GET", "HEAD", "POST"])
def subir(request, pk: int, clase: str):
    cuestionario = buscar_cuestionario(request, pk)
    exigir(puede_capturar(request.adscripcion, cuestionario.candidatura))
    clase = _clase(clase)
    if not puede_editar(request.adscripcion, cuestionario):
        return _ya_no_se_edita(request, pk)
    enviado = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DeclaracionForm(*enviado, proceso=cuestionario.candidatura.proceso)
    if form.is_valid():
        try:
            guardar_declaracion(
                cuestionario=cuestionario,
                clase=clase,
                datos=form.cleaned_data["archivo"].read(),
                adscripcion=request.adscripcion,
            )
        except DeclaracionRechazada as error:
            form.add_error("archivo", str(error))
        except YaNoSeEdita:
            return _ya_no_se_edita(request, pk)
        else:
            messages.success(request, f"{clase.label} guardada. Nada de esto es público todavía.")
            return redirect("captura:cuestionario", pk=pk)
    contexto = {
        "cuestionario": cuestionario,
        "candidatura": cuestionario.candidatura,
        "clase": clase,
        "form": form,
        "vigente": cuestionario.declaraciones.vigentes().filter(clase=clase).first(),
    }
    return render(request, "captura/declaracion.html", contexto)


@require_POST
def quitar(request, pk: int, clase: str):
    cuestionario = buscar_cuestionario(request, pk)
    exigir(puede_capturar(request.adscripcion, cuestionario.candidatura))
    clase = _clase(clase)
    try:
        quitar_declaracion(cuestionario=cuestionario, clase=clase, adscripcion=request.adscripcion)
    except YaNoSeEdita:
        return _ya_no_se_edita(request, pk)
    messages.success(request, f"{clase.label}: ya no se entrega.")
    return redirect("captura:cuestionario", pk=pk)


def _ya_no_se_edita(request, pk: int):
    messages.error(request, "La declaración no cambió: el cuestionario ya no se puede editar.")
    return redirect("captura:cuestionario", pk=pk)


def declaraciones_de(cuestionario: Cuestionario) -> list[dict]:
    """Las tres clases en su orden, con la que esté vigente o None."""
    vigentes = {d.clase: d for d in cuestionario.declaraciones.vigentes()}
    return [
        {"clase": clase.value, "nombre": clase.label, "vigente": vigentes.get(clase)}
        for clase in ClaseDeDeclaracion
    ]
