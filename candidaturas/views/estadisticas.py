"""Las cifras del proceso, como página y como tablas que se descargan."""

import csv

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from candidaturas import consultas
from candidaturas.abiertos.celdas import segura
from candidaturas.estadisticas import Estadisticas, Tabla, estadisticas
from candidaturas.frescura import PERFILES, pagina_fresca
from candidaturas.models import ProcesoElectoral
from candidaturas.terminados import avisa_si_termino
from conoceles.comun.demostracion import LEYENDA
from conoceles.comun.lectura import solo_lectura


@pagina_fresca(lambda: [PERFILES])
@solo_lectura
@avisa_si_termino
def pagina(request):
    procesos = consultas.procesos_publicos()
    proceso, aviso = proceso_pedido(request, procesos)
    return render(
        request,
        "candidaturas/estadisticas.html",
        {
            "seccion_actual": "estadisticas",
            "url_absoluta": request.build_absolute_uri(request.path),
            "proceso": proceso,
            "procesos": procesos,
            "aviso": aviso,
            "cifras": estadisticas(proceso) if proceso else None,
        },
    )


@pagina_fresca(lambda clave: [PERFILES])
@solo_lectura
@avisa_si_termino
def tabla_csv(request, clave):
    """Una tabla sola. Lo que no existe (o no tiene cifras) es 404: nadie quiere un CSV vacío."""
    proceso, aviso = proceso_pedido(request, consultas.procesos_publicos())
    cifras = estadisticas(proceso) if proceso and not aviso else None
    tabla = cifras.tabla(clave) if cifras else None
    if cifras is None or tabla is None:
        raise Http404
    respuesta = HttpResponse(content_type="text/csv; charset=utf-8")
    nombre = f"{'DEMO-' if settings.ES_DEMO else ''}{proceso.clave}-{clave}.csv"
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    _escribir(respuesta, cifras, tabla)
    return respuesta


def proceso_pedido(
    request, procesos: list[ProcesoElectoral]
) -> tuple[ProcesoElectoral | None, str]:
    """El proceso de la dirección o el vigente; si no se entendió, un aviso llano."""
    pedido = request.GET.get("proceso", "")
    vigente = consultas.proceso_vigente(procesos)
    if not pedido:
        return vigente, ""
    elegido = next((p for p in procesos if p.clave == pedido), None)
    if elegido is None:
        return vigente, f"No hay un proceso público «{pedido[:40]}». Se muestra el vigente."
    return elegido, ""


def _escribir(salida, cifras: Estadisticas, tabla: Tabla) -> None:
    """Un renglón por categoría; proceso, denominador y corte se repiten para que nada se pierda."""
    encabezado = [tabla.primera_columna, tabla.columna, "De", "Porcentaje", "Denominador"]
    if tabla.de_avance:
        encabezado += ["Falta publicar", "Preguntas sin respuesta", "Preguntas"]
    encabezado += ["Proceso", "Corte"]
    if settings.ES_DEMO:
        encabezado.append("Aviso")
    hoja = csv.writer(salida)
    hoja.writerow(encabezado)
    corte = timezone.localtime(cifras.corte).isoformat(timespec="seconds")
    for fila in tabla.filas:
        celdas = [fila.etiqueta, fila.cuantas, fila.total, fila.porcentaje, tabla.denominador]
        if tabla.de_avance:
            celdas += [fila.faltan, fila.sin_respuesta, fila.preguntas]
        celdas += [cifras.proceso.clave, corte]
        if settings.ES_DEMO:
            celdas.append(LEYENDA)
        hoja.writerow([segura(celda) for celda in celdas])
