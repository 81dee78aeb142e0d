"""El tablero de los informes, en pantalla y en CSV."""

import csv

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from candidaturas.abiertos.celdas import segura
from informes.cuantitativo.tabla import Parte, Tabla
from informes.forms.tablero import DiasForm
from informes.tablero import columnas, tablas
from informes.views.cuantitativo import buscar_proceso

# Tabla: la columna que se grafica.
GRAFICAS = {"avance-por-dia": 2, "visitas-por-dia": 1}


@require_safe
def tablero(request, proceso: str):
    proceso = buscar_proceso(request, proceso)
    form = DiasForm(request.GET)
    hechas = tablas(proceso, **form.cleaned_data) if form.is_valid() else []
    return render(
        request,
        "informes/tablero.html",
        {
            "proceso": proceso,
            "form": form,
            "consulta": request.GET.urlencode(),
            "tablas": [
                (
                    tabla,
                    list(zip(tabla.columnas, _clases(tabla), strict=False)),
                    [list(zip(fila, _clases(tabla), strict=True)) for fila in tabla.filas],
                    columnas(tabla, GRAFICAS[tabla.clave]) if tabla.clave in GRAFICAS else [],
                )
                for tabla in hechas
            ],
        },
    )


def _clases(tabla: Tabla) -> list[str]:
    """Cómo se dibuja cada columna: número, parte con su barra o texto."""
    nombres = {int: "numero", Parte: "cifras__barra"}
    return [nombres.get(type(celda), "") for celda in tabla.filas[0]] if tabla.filas else []


@require_safe
def tabla_csv(request, proceso: str, clave: str):
    """Una tabla, con los mismos días."""
    proceso = buscar_proceso(request, proceso)
    form = DiasForm(request.GET)
    if not form.is_valid():
        raise Http404
    elegida = next((t for t in tablas(proceso, **form.cleaned_data) if t.clave == clave), None)
    if elegida is None:
        raise Http404
    respuesta = HttpResponse(content_type="text/csv; charset=utf-8")
    nombre = f"{clave}-{form.cleaned_data['desde']}-{form.cleaned_data['hasta']}.csv"
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    respuesta.write("\ufeff")  # sin la marca, Excel no entiende los acentos
    escritor = csv.writer(respuesta)
    escritor.writerow(elegida.columnas)
    for fila in elegida.filas:
        escritor.writerow(
            segura(celda.porcentaje if isinstance(celda, Parte) else celda) for celda in fila
        )
    return respuesta
