"""Las páginas públicas. Buscan lo que hoy se puede ver, lo ordenan para leerse y responden."""

from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from candidaturas import consultas, fichas, tarjetas
from candidaturas.filtros import CandidaturaFilter
from conoceles.comun import reloj
from conoceles.comun.lectura import solo_lectura

POR_PAGINA = 24
# Más allá nadie lee: se pide acotar, y la base no recorre lo que no se va a mostrar.
PAGINA_MAXIMA = 500
FILTROS_A_LA_VISTA = ("q", "cargo")
MAS_FILTROS = ("distrito", "municipio", "actor", "sexo", "edad", "escolaridad", "proceso")


@solo_lectura
def inicio(request):
    procesos = consultas.procesos_publicos()
    proceso = consultas.proceso_vigente(procesos)
    return render(
        request,
        "candidaturas/inicio.html",
        {
            "proceso": proceso,
            "ya_fue": proceso is not None and proceso.jornada_el < reloj.hoy(),
            "avance": consultas.avance(proceso) if proceso else None,
            "corte": reloj.ahora(),
            "cargos": consultas.cargos_de(proceso) if proceso else [],
            "otros": [p for p in procesos if p != proceso],
            "url_absoluta": _url_absoluta(request),
            "largo_maximo": consultas.LARGO_MAXIMO_DE_BUSQUEDA,
        },
    )


@solo_lectura
def lista(request):
    filtro = CandidaturaFilter(request.GET, consultas.candidaturas_en_boleta(), request=request)
    activos = filtro.activos()
    candidaturas = consultas.en_orden_estable(filtro.qs)
    if filtro.parecidas:
        candidaturas = candidaturas[: consultas.PARECIDAS_MAXIMAS]
    pagina, aviso_de_pagina = _pagina(candidaturas, request.GET.get("pagina", "1"))
    contexto = {
        "seccion_actual": "candidaturas",
        "url_absoluta": _url_absoluta(request),
        "url_sin_filtros": _direccion_sin(request, *activos),
        "filtro": filtro,
        "proceso": filtro.proceso,
        "nota_de_archivo": _nota_de_archivo(filtro.proceso),
        "otros": [p for p in filtro.procesos if p != filtro.proceso],
        "avisos": [*_avisos(filtro), *aviso_de_pagina],
        "activos": [_quitar(request, filtro, *activo) for activo in activos.items()],
        "sugerencias": _sugerencias(request, filtro, activos) if not pagina.object_list else [],
        "campos": _campos(filtro, FILTROS_A_LA_VISTA),
        "mas_campos": _campos(filtro, MAS_FILTROS),
        "con_mas_filtros": any(request.GET.get(nombre) for nombre in MAS_FILTROS),
        "pagina": pagina,
        "tarjetas": [tarjetas.tarjeta(c, con_perfil=filtro.con_perfiles) for c in pagina],
    }
    es_fragmento = request.htmx and not request.htmx.history_restore_request
    plantilla = "candidaturas/_resultados.html" if es_fragmento else "candidaturas/lista.html"
    respuesta = render(request, plantilla, contexto)
    patch_vary_headers(respuesta, ["HX-Request"])
    return respuesta


@solo_lectura
def detalle(request, pk, slug):
    candidatura = get_object_or_404(consultas.candidaturas_para_detalle(), pk=pk)
    if slug != candidatura.slug:
        return redirect(candidatura, permanent=True)
    con_perfil = consultas.perfiles_visibles(candidatura.proceso)
    perfil = tarjetas.perfil_de(candidatura) if con_perfil else None
    return render(
        request,
        "candidaturas/detalle.html",
        {
            "seccion_actual": "candidaturas",
            "candidatura": candidatura,
            "tarjeta": tarjetas.tarjeta(candidatura, con_perfil=con_perfil),
            "integrantes": list(candidatura.formula.actor.integrantes.all()),
            "companeras": fichas.companeras_de_formula(candidatura),
            "baja": fichas.baja(candidatura),
            "perfil": perfil,
            "secciones": fichas.secciones(perfil) if perfil else [],
            "compromisos": list(candidatura.compromisos.all()) if perfil else [],
            "espera": None if perfil else fichas.que_se_espera(candidatura, con_perfil=con_perfil),
            "url_absoluta": _url_absoluta(request),
            "descripcion": fichas.resumen(candidatura),
            "migas": [
                {"texto": "Inicio", "url": reverse("candidaturas:inicio")},
                {"texto": "Candidaturas", "url": reverse("candidaturas:lista")},
                {"texto": candidatura.nombre},
            ],
            "misma_eleccion": _misma_eleccion(candidatura),
        },
    )


@solo_lectura
def robots(request):
    return render(
        request,
        "candidaturas/robots.txt",
        {"sitio": request.build_absolute_uri("/").rstrip("/")},
        content_type="text/plain; charset=utf-8",
    )


def _url_absoluta(request) -> str:
    """La dirección permanente: sin filtros, sin página, sin códigos de campaña."""
    return request.build_absolute_uri(request.path)


# --- Lo que la lista necesita para explicarse ----------------------------------------------------
def _pagina(candidaturas, pedida: str) -> tuple[Page, list[str]]:
    """La página pedida; si no existe, la primera y un aviso llano."""
    paginador = Paginator(candidaturas, POR_PAGINA)
    ultima = min(paginador.num_pages, PAGINA_MAXIMA)
    # El largo va antes: convertir diez mil cifras cuesta, e `isdecimal` admite cifras no latinas.
    numero = int(pedida) if len(pedida) <= 7 and pedida.isdecimal() else 0
    if 1 <= numero <= ultima:
        return paginador.page(numero), []
    aviso = f"La página pedida no existe: hay {ultima}. Se muestra la primera."
    if numero > ultima == PAGINA_MAXIMA:
        aviso = f"Solo se muestran las primeras {ultima} páginas. Acote con los filtros."
    return paginador.page(1), [aviso]


def _avisos(filtro: CandidaturaFilter) -> list[str]:
    errores = filtro.form.errors.items()
    return [f"{filtro.form.fields[n].label}: {e} No se aplicó." for n, es in errores for e in es]


def _campos(filtro: CandidaturaFilter, nombres: tuple[str, ...]) -> list:
    """Los que sirven en este proceso: un filtro sin opciones no se dibuja."""
    campos = [filtro.form[nombre] for nombre in nombres]
    return [c for c in campos if not hasattr(c.field, "choices") or len(list(c.field.choices)) > 1]


def _direccion_sin(request, *nombres: str) -> str:
    consulta = request.GET.copy()
    for nombre in (*nombres, "pagina"):
        consulta.pop(nombre, None)
    vacios = [nombre for nombre, valor in consulta.items() if not valor]
    for nombre in vacios:
        del consulta[nombre]
    return f"{request.path}?{consulta.urlencode()}" if consulta else request.path


def _quitar(request, filtro: CandidaturaFilter, nombre: str, valor: str) -> dict:
    return {
        "etiqueta": filtro.form.fields[nombre].label,
        "valor": valor,
        "url": _direccion_sin(request, nombre),
    }


def _sugerencias(request, filtro: CandidaturaFilter, activos: dict[str, str]) -> list[dict]:
    """Qué filtro aflojar: cuántas habría sin cada uno. A lo más, una cuenta por filtro."""
    sugerencias = []
    for nombre, valor in activos.items():
        if cuantas := filtro.cuantas_sin(nombre):
            sugerencias.append(_quitar(request, filtro, nombre, valor) | {"cuantas": cuantas})
    return sugerencias


def _nota_de_archivo(proceso) -> str:
    if proceso is None or not proceso.fuente:
        return ""
    alcance = "Sin perfiles: no entra en las cifras de avance.\n" if proceso.solo_nombres else ""
    return f"{alcance}Fuente: {proceso.fuente}"


def _misma_eleccion(candidatura) -> str:
    """La consulta que lista a todas las candidaturas de la misma elección."""
    eleccion = candidatura.formula.eleccion
    consulta = {"cargo": eleccion.cargo.clave}
    if eleccion.distrito:
        consulta["distrito"] = eleccion.distrito.numero
    if eleccion.municipio:
        consulta["municipio"] = eleccion.municipio.numero
    if not candidatura.proceso.vigente:
        consulta["proceso"] = candidatura.proceso.clave
    return urlencode(consulta)
