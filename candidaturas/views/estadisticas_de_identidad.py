"""Las tablas de identidad ya congeladas: se copian, no se calculan."""

import json

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from candidaturas import frescura
from candidaturas.models import EstadisticaPublica
from conoceles.comun.demostracion import LEYENDA
from conoceles.comun.lectura import solo_lectura


@frescura.pagina_fresca(lambda: [frescura.TEXTOS])
@solo_lectura
def pagina(request):
    cortes = list(_publicas().defer("tablas").order_by("-proceso__anio", "proceso", "-corte_en"))
    pedido = request.GET.get("corte", "")
    elegido = next((c for c in cortes if str(c.pk) == pedido), cortes[0] if cortes else None)
    return render(
        request,
        "candidaturas/estadistica_de_identidad.html",
        {
            "seccion_actual": "estadisticas",
            "url_absoluta": request.build_absolute_uri(request.path),
            "cortes": cortes,
            "corte": elegido,
            "tablas": [_con_encabezados(tabla) for tabla in elegido.tablas] if elegido else [],
            "error_maximo": elegido.umbral - 1 if elegido else None,
            "migas": [
                {"texto": "Inicio", "url": reverse("candidaturas:inicio")},
                {"texto": "Estadísticas", "url": reverse("candidaturas:estadisticas")},
                {"texto": "Identidad"},
            ],
        },
    )


def _con_encabezados(tabla: dict) -> dict:
    """Cada celda con el encabezado de su columna, para leerla sola en el teléfono."""
    filas = [
        (fila[0], list(zip(tabla["columnas"][1:], fila[1:], strict=True)))
        for fila in tabla["filas"]
    ]
    return {**tabla, "filas": filas}


@frescura.pagina_fresca(lambda clave, pk: [frescura.TEXTOS])
@solo_lectura
def datos(request, clave: str, pk: int):
    """Las tablas de un corte, con la huella de «tablas» y con qué forma se calcula."""
    corte = get_object_or_404(_publicas(), pk=pk, proceso__clave=clave)
    contenido = {
        "proceso": clave,
        "corte": timezone.localtime(corte.corte_en).isoformat(),
        "avisos": [LEYENDA] if settings.ES_DEMO else [],
        "umbral": corte.umbral,
        "huella": corte.huella,
        "huella_de": "SHA-256 de «tablas» en JSON UTF-8, claves en orden, sin blancos",
        "tablas": corte.tablas,
    }
    return HttpResponse(
        json.dumps(contenido, ensure_ascii=False, indent=1),
        content_type="application/json; charset=utf-8",
    )


def _publicas():
    return EstadisticaPublica.objects.select_related("proceso")
