"""Subir muchas fotografías en un ZIP: verlas ya limpias y guardarlas."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from captura.forms.hojas import FotosForm
from captura.hojas import fotos as lote
from captura.hojas.alcance import Alcance
from captura.hojas.revision import Suerte
from captura.huellas import huella_de
from captura.permisos import puede_cargar_en_lote
from captura.servicios.trabajos import pedir
from captura.trabajos import APLICAR_FOTOS, REVISAR_FOTOS
from captura.views.alcance import exigir
from captura.views.hojas import buscar_revision, huella_del_archivo
from captura.views.trabajos import buscar_trabajo

POR_PAGINA = 24
NOMBRES = {
    Suerte.CAMBIA: "Por guardar",
    Suerte.ERROR: "No se pueden usar",
    Suerte.IGUAL: "Iguales a la que está",
}


@require_http_methods(["GET", "HEAD", "POST"])
def fotos(request):
    exigir(puede_cargar_en_lote(request.adscripcion))
    proceso = request.adscripcion.actor.proceso
    form = FotosForm(request.POST or None, request.FILES or None, proceso=proceso)
    if request.method == "POST" and form.is_valid():
        archivo = form.cleaned_data["archivo"]
        estado = huella_de(Alcance(request.adscripcion).version())
        trabajo = pedir(
            clase=REVISAR_FOTOS,
            clave=f"{huella_del_archivo(archivo)}:{estado}",
            parametros={"meses": form.meses},
            adscripcion=request.adscripcion,
            entrada=archivo,
        )
        return redirect("captura:trabajo", uuid=trabajo.pk)
    return render(request, "captura/fotos.html", {"form": form})


@require_safe
def revision_de_fotos(request, uuid):
    exigir(puede_cargar_en_lote(request.adscripcion))
    trabajo = buscar_revision(request, uuid, REVISAR_FOTOS)
    halladas = lote.leer(trabajo.ruta)
    cuentas = lote.cuentas(halladas)
    pedida = request.GET.get("ver", "")
    suerte = Suerte(pedida) if pedida in {s.value for s in NOMBRES} else None
    suerte = suerte or next((s for s in NOMBRES if cuentas[s]), Suerte.CAMBIA)
    numeradas = [(n, f) for n, f in enumerate(halladas) if f.suerte is suerte]
    return render(
        request,
        "captura/fotos_revision.html",
        {
            "trabajo": trabajo,
            "pestanas": [(s, NOMBRES[s], cuentas[s], s is suerte) for s in NOMBRES],
            "pagina": Paginator(numeradas, POR_PAGINA).get_page(request.GET.get("pagina")),
            "por_guardar": cuentas[Suerte.CAMBIA],
            "con_error": cuentas[Suerte.ERROR],
        },
    )


@require_safe
def imagen_de_revision(request, uuid, numero: int):
    """La imagen ya limpia; lo que se subió no se sirve."""
    exigir(puede_cargar_en_lote(request.adscripcion))
    trabajo = buscar_revision(request, uuid, REVISAR_FOTOS)
    halladas = lote.leer(trabajo.ruta)
    if numero >= len(halladas) or not halladas[numero].huella:
        raise Http404
    respuesta = HttpResponse(lote.imagen(trabajo.ruta, halladas[numero]), content_type="image/jpeg")
    respuesta["Cache-Control"] = "private, max-age=600"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta


@require_POST
def aplicar(request, uuid):
    exigir(puede_cargar_en_lote(request.adscripcion))
    previa = buscar_trabajo(request, uuid, clase=REVISAR_FOTOS)
    trabajo = pedir(
        clase=APLICAR_FOTOS,
        clave=str(previa.pk),
        parametros={"revision": str(previa.pk)},
        adscripcion=request.adscripcion,
    )
    return redirect("captura:trabajo", uuid=trabajo.pk)
