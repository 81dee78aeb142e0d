"""La plantilla de Word del informe: cuál se usa, cuáles ha habido y cómo cambiarla."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from captura.permisos import puede_editar_informes, puede_ver_informes
from conoceles.comun.errores import ErrorDeDominio
from informes.formatos.docx import TIPO_DE_CONTENIDO, bytes_de, en_uso
from informes.forms.plantilla import PlantillaForm
from informes.models import PlantillaDeWord, UsoDePlantilla
from informes.plantillas.revisar import MAXIMO, OBLIGATORIOS
from informes.servicios import plantilla as servicios

USOS_A_LA_VISTA = 20


@require_http_methods(["GET", "HEAD", "POST"])
def plantilla(request):
    """Con POST sube una: si pasa la revisión queda guardada, sin usarse todavía."""
    _exigir(puede_ver_informes(request.adscripcion))
    form = PlantillaForm()
    if request.method == "POST":
        _exigir(puede_editar_informes(request.adscripcion))
        form = PlantillaForm(request.POST, request.FILES)
        if form.is_valid() and _subir(request, form):
            return redirect("informes:plantilla")
    vigente = en_uso()
    return render(
        request,
        "informes/plantilla.html",
        {
            "form": form,
            "vigente": vigente,
            "plantillas": PlantillaDeWord.objects.select_related("subida_por"),
            "usos": UsoDePlantilla.objects.select_related("plantilla", "puesta_por")[
                :USOS_A_LA_VISTA
            ],
            "campos": list(dict.fromkeys(OBLIGATORIOS.values())),
            "puede_editar": puede_editar_informes(request.adscripcion),
        },
    )


def _subir(request, form: PlantillaForm) -> bool:
    archivo = form.cleaned_data["archivo"]
    try:
        subida = servicios.subir(
            nombre=archivo.name,
            datos=archivo.read(MAXIMO + 1),
            adscripcion=request.adscripcion,
        )
    except ErrorDeDominio as error:
        form.add_error("archivo", f"{error} Se sigue usando la plantilla anterior.")
        return False
    messages.success(
        request, f"«{subida}» pasó la revisión. Véala con una muestra y, si está bien, úsela."
    )
    return True


@require_POST
def usar(request, cual: str):
    """«original» o la clave de una subida."""
    _exigir(puede_editar_informes(request.adscripcion))
    elegida = _buscar(cual)
    servicios.usar(plantilla=elegida, adscripcion=request.adscripcion)
    messages.success(request, f"Los informes salen ahora con {_nombre(elegida)}.")
    return redirect("informes:plantilla")


@require_safe
def bajar(request, cual: str):
    """La plantilla, para editarla en Word."""
    _exigir(puede_ver_informes(request.adscripcion))
    return _docx(bytes_de(_buscar(cual)), f"plantilla-{cual}.docx")


@require_safe
def ver_muestra(request, cual: str):
    """La plantilla llena con un informe inventado."""
    _exigir(puede_ver_informes(request.adscripcion))
    return _docx(servicios.llenar_con_muestra(bytes_de(_buscar(cual))), f"muestra-{cual}.docx")


def _buscar(cual: str) -> PlantillaDeWord | None:
    if cual == "original":
        return None
    if not cual.isdecimal() or len(cual) > 9:
        raise Http404
    return get_object_or_404(PlantillaDeWord, pk=int(cual))


def _nombre(elegida: PlantillaDeWord | None) -> str:
    return f"«{elegida}»" if elegida else "la plantilla que trae el sistema"


def _exigir(condicion: bool) -> None:
    if not condicion:
        raise PermissionDenied


def _docx(datos: bytes, nombre: str) -> HttpResponse:
    return HttpResponse(
        datos,
        content_type=TIPO_DE_CONTENIDO,
        headers={"Content-Disposition": f'attachment; filename="{nombre}"'},
    )
