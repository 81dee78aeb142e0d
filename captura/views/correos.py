"""La cola de correos, sus plantillas y, en la demostración, el buzón."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from captura.ciclo import sin_lo_bloqueado
from captura.forms.correos import PlantillaForm
from captura.models import Correo, EstadoDeCorreo, PlantillaDeCorreo
from captura.permisos import puede_editar_textos, puede_leer_correos, puede_ver_correos
from captura.plantillas_de_correo import (
    PLANTILLAS,
    Texto,
    TextoConMarcadoresMalEscritos,
    llenar,
    texto_vigente,
)
from captura.servicios import correos as servicio
from captura.views.alcance import exigir
from conoceles.comun import buzon
from conoceles.comun.errores import ErrorDeDominio

POR_PAGINA = 50
VERSIONES_A_LA_VISTA = 30


@require_safe
def correos(request):
    exigir(puede_ver_correos(request.adscripcion))
    estado = request.GET.get("estado", "")
    visibles = _visibles(request)
    hallados = visibles.defer("cuerpo", "reservados")
    if estado in EstadoDeCorreo.values:
        hallados = hallados.filter(estado=estado)
    pagina = Paginator(hallados, POR_PAGINA).get_page(request.GET.get("pagina"))
    for hallado in pagina:
        hallado.tipo = PLANTILLAS[hallado.plantilla].nombre
    return render(
        request,
        "captura/correos.html",
        {
            "pagina": pagina,
            "pestanas": _pestanas(estado, visibles),
            "lee": puede_leer_correos(request.adscripcion),
        },
    )


def _visibles(request):
    return sin_lo_bloqueado(request.adscripcion, Correo.objects.all(), "proceso")


def _pestanas(actual: str, visibles) -> list[dict]:
    opciones = [("", "Todos"), *EstadoDeCorreo.choices]
    return [
        {
            "texto": texto,
            "cuantos": (visibles.filter(estado=estado) if estado else visibles).count(),
            "url": f"?estado={estado}",
            "actual": estado == actual,
        }
        for estado, texto in opciones
    ]


@require_safe
def correo(request, pk: int):
    exigir(puede_leer_correos(request.adscripcion))
    hallado = get_object_or_404(_visibles(request).select_related("autor", "candidatura"), pk=pk)
    return render(
        request,
        "captura/correo.html",
        {"correo": hallado, "nombre": PLANTILLAS[hallado.plantilla].nombre},
    )


@require_POST
def reintentar(request, pk: int):
    exigir(puede_ver_correos(request.adscripcion))
    try:
        servicio.reintentar(
            correo=get_object_or_404(Correo, pk=pk), adscripcion=request.adscripcion
        )
    except ErrorDeDominio as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "El correo se intentará enviar de inmediato.")
    return redirect("captura:correos")


@require_safe
def plantillas(request):
    exigir(puede_editar_textos(request.adscripcion))
    cambios = dict(PlantillaDeCorreo.objects.values_list("clave", "actualizado_en"))
    return render(
        request,
        "captura/plantillas_de_correo.html",
        {"plantillas": [(c, p.nombre, cambios.get(c)) for c, p in PLANTILLAS.items()]},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plantilla(request, clave: str):
    """POST con `ver`: muestra cómo quedaría con datos de ejemplo, sin guardar."""
    exigir(puede_editar_textos(request.adscripcion))
    if clave not in PLANTILLAS:
        raise Http404
    definicion = PLANTILLAS[clave]
    vigente = texto_vigente(clave)
    inicial = {
        "asunto": vigente.asunto,
        "cuerpo": vigente.cuerpo,
        "version": servicio.version_de(clave),
    }
    form = PlantillaForm(request.POST or None, clave=clave, initial=inicial)
    previa = None
    if form.is_valid():
        if "ver" in request.POST:
            datos = form.cleaned_data
            previa = Texto(
                llenar(datos["asunto"], definicion.ejemplos),
                llenar(datos["cuerpo"], definicion.ejemplos),
            )
        else:
            try:
                servicio.editar_plantilla(
                    clave=clave, adscripcion=request.adscripcion, **form.cleaned_data
                )
            except (servicio.PlantillaCambiada, TextoConMarcadoresMalEscritos) as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, "Correo guardado. Así saldrán los siguientes.")
                return redirect("captura:plantilla", clave=clave)
    return render(
        request,
        "captura/plantilla_de_correo.html",
        {
            "definicion": definicion,
            "form": form,
            "previa": previa,
            "versiones": servicio.versiones_de(clave, VERSIONES_A_LA_VISTA),
        },
    )


@require_safe
def buzon_de_demostracion(request):
    """Los correos de la demostración son archivos; fuera de ella esta página no existe."""
    try:
        hallados = buzon.listar(POR_PAGINA)
    except buzon.BuzonSoloEnDemostracion as error:
        raise Http404 from error
    return render(request, "captura/buzon.html", {"correos": hallados})


@require_safe
def correo_de_demostracion(request, nombre: str):
    try:
        hallado = buzon.abrir(nombre)
    except buzon.BuzonSoloEnDemostracion as error:
        raise Http404 from error
    if hallado is None:
        raise Http404
    return render(request, "captura/buzon_correo.html", {"correo": hallado})
