"""Las páginas como se imprimirán, también mientras se escribe."""

from base64 import b64encode
from datetime import date

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from captura.permisos import puede_editar_informes
from informes.calendario import Calendario
from informes.contenido import Contenido, construir
from informes.formatos import pdf
from informes.forms.mensual import RenglonForm, TextosForm
from informes.models import Actividad, InformeMensual
from informes.views.mensual import buscar_informe, buscar_renglon

PAGINAS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def vista_previa(request, proceso: str, mes: date):
    """Con POST, las páginas con lo que se está escribiendo, que no se guarda."""
    calendario, informe = buscar_informe(request, proceso, mes)
    if request.method == "POST":
        if not puede_editar_informes(request.adscripcion):
            raise PermissionDenied
        contenido = _con_lo_escrito(request, calendario, informe)
    else:
        contenido = construir(calendario, informe)
    paginas = pdf.imagenes(contenido, cuantas=PAGINAS) if contenido else []
    desde = 1
    if contenido and request.method == "POST":
        # Lo que se escribe se ve sin buscarlo: desde la página en que empieza su parte.
        parte = "actividades" if "descripcion" in request.POST else "objetivo"
        desde = min(pdf.paginas(contenido)[parte], len(paginas) or 1)
    plantilla = "_paginas" if request.headers.get("HX-Request") else "vista_previa"
    respuesta = render(
        request,
        f"informes/{plantilla}.html",
        {
            "informe": informe,
            "paginas": [
                (numero, b64encode(pagina).decode())
                for numero, pagina in enumerate(paginas, 1)
                if numero >= desde
            ],
            "total": len(paginas),
            "completa": len(paginas) < PAGINAS,
        },
    )
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta


def _con_lo_escrito(request, calendario: Calendario, informe: InformeMensual) -> Contenido | None:
    """None si lo escrito todavía no se puede poner en el informe."""
    if informe.es_aprobado:
        return None
    if "descripcion" not in request.POST:
        textos = TextosForm(request.POST, instance=informe)
        if not textos.is_valid():
            return None
        for campo, valor in textos.cleaned_data.items():
            setattr(informe, campo, valor)
        return construir(calendario, informe)
    form = RenglonForm(request.POST)
    if not form.is_valid():
        return None
    datos = dict(form.cleaned_data)
    en_edicion = Actividad(informe=informe)
    if clave := request.POST.get("renglon"):
        guardado = buscar_renglon(request, calendario, informe, clave)
        en_edicion.origen, en_edicion.pk = guardado.origen, guardado.pk
        en_edicion.orden = guardado.orden
    en_edicion.lugares_propuestos = datos.pop("lugares")
    for campo, valor in datos.items():
        setattr(en_edicion, campo, valor)
    return construir(calendario, informe, en_edicion=en_edicion)
