"""La entrada a «Mi boleta»: la sección primero; luego, lo demás que lleva a un distrito."""

import math

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from candidaturas import consultas, lugares, posicion
from candidaturas.frescura import pagina_fresca
from candidaturas.models import Distrito, ProcesoElectoral
from candidaturas.terminados import avisa_si_termino
from candidaturas.views.estadisticas import proceso_pedido
from conoceles.comun.lectura import solo_lectura
from conoceles.comun.origen import formulario_publico

DIGITOS_DE_UNA_SECCION = 4
ERROR_DE_SECCION = "Escriba solo los dígitos de su sección, por ejemplo 0123."
ERROR_DE_CODIGO = "Escriba los cinco dígitos del código postal."
ERROR_DE_LOCALIDAD = "Escriba al menos tres letras del nombre de su localidad."
SIN_POSICION = "El navegador no dio una posición que se pueda usar. Busque de otra manera."
FUERA = "Esa posición está fuera de Coahuila. Busque con la sección de su credencial."


@pagina_fresca(list)
@solo_lectura
@avisa_si_termino
def buscar(request):
    proceso, aviso = _proceso(request)
    contexto = _contexto(request, proceso, aviso)
    if proceso is None:
        return render(request, "candidaturas/boleta/buscar.html", contexto)
    consulta = "" if proceso.vigente else f"?proceso={proceso.clave}"
    if seccion := request.GET.get("seccion", "").strip():
        digitos = seccion.lstrip("0")
        es_numero = seccion.isascii() and seccion.isdecimal()
        if es_numero and 0 < len(digitos) <= DIGITOS_DE_UNA_SECCION:
            destino = reverse("candidaturas:boleta_seccion", args=[int(digitos)])
            return redirect(f"{destino}{consulta}")
        contexto |= {"seccion": seccion[:12], "error_de_seccion": ERROR_DE_SECCION}
    elif municipio := request.GET.get("municipio", ""):
        if municipio in {str(m.numero) for m in contexto["municipios"]}:
            destino = reverse("candidaturas:boleta_municipio", args=[municipio])
            return redirect(f"{destino}{consulta}")
        contexto["aviso"] = "Elija un municipio de la lista."
    elif localidad := request.GET.get("localidad", "").strip():
        contexto |= _de_localidad(proceso, localidad)
    elif codigo := request.GET.get("cp", "").strip():
        contexto |= _de_codigo(proceso, codigo)
    return render(request, "candidaturas/boleta/buscar.html", contexto)


@sensitive_post_parameters()
@formulario_publico
@require_http_methods(["POST"])
def por_posicion(request):
    """Recibe el punto en el cuerpo y responde con el distrito: el punto no queda en ningún lado."""
    proceso, aviso = _proceso(request)
    punto = _punto(request.POST)
    numero = posicion.distrito_en(*punto) if punto and _se_puede_ubicar(proceso) else None
    if proceso is not None and numero is not None:
        distrito = Distrito.objects.get(demarcacion=proceso.marco.demarcacion, numero=numero)
        return redirect(lugares.url_del_distrito(proceso, distrito))
    contexto = _contexto(request, proceso, aviso)
    contexto["aviso"] = FUERA if punto else SIN_POSICION
    return render(
        request, "candidaturas/boleta/buscar.html", contexto, status=200 if punto else 400
    )


def _proceso(request) -> tuple[ProcesoElectoral | None, str]:
    """El vigente o el pedido, si tiene secciones. La posición lo dice en su propio formulario."""
    proceso, aviso = proceso_pedido(request, consultas.procesos_publicos())
    return (proceso, aviso) if proceso and proceso.marco_id else (None, aviso)


def _contexto(request, proceso: ProcesoElectoral | None, aviso: str) -> dict:
    return {
        "seccion_actual": "boleta",
        "url_absoluta": request.build_absolute_uri(reverse("candidaturas:boleta")),
        "proceso": proceso,
        "procesos": [p for p in consultas.procesos_publicos() if p.marco_id],
        "aviso": aviso,
        "municipios": lugares.municipios(proceso) if proceso else [],
        "se_puede_ubicar": _se_puede_ubicar(proceso),
        "largo_maximo": lugares.LARGO_MAXIMO,
    }


def _se_puede_ubicar(proceso: ProcesoElectoral | None) -> bool:
    return bool(
        proceso and proceso.marco and proceso.marco.demarcacion.clave == posicion.DEMARCACION
    )


def _de_localidad(proceso: ProcesoElectoral, texto: str) -> dict:
    contexto: dict = {"localidad": texto[: lugares.LARGO_MAXIMO]}
    if len(texto) < lugares.LETRAS_MINIMAS:
        return {**contexto, "error_de_localidad": ERROR_DE_LOCALIDAD}
    return {**contexto, "destinos": lugares.por_localidad(proceso, texto)}


def _de_codigo(proceso: ProcesoElectoral, texto: str) -> dict:
    destinos = lugares.por_codigo_postal(proceso, texto)
    contexto: dict = {"cp": texto[:8]}
    if destinos is None:
        return {**contexto, "error_de_cp": ERROR_DE_CODIGO}
    return {**contexto, "destinos": destinos}


def _punto(datos) -> tuple[float, float] | None:
    try:
        latitud, longitud = float(datos["latitud"]), float(datos["longitud"])
    except (KeyError, ValueError):
        return None
    if not (math.isfinite(latitud) and math.isfinite(longitud)):
        return None
    return (latitud, longitud) if abs(latitud) <= 90 and abs(longitud) <= 180 else None
