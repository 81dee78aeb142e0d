"""«Mi boleta»: la página de cada sección, municipio y distrito, en una dirección permanente."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from candidaturas import boleta, consultas, otras_formas_de_votar
from candidaturas.frescura import PERFILES, pagina_fresca
from candidaturas.models import Distrito, Municipio, ProcesoElectoral
from candidaturas.terminados import avisa_si_termino
from candidaturas.views.estadisticas import proceso_pedido
from conoceles.comun.lectura import solo_lectura

MENU = "boleta"


@pagina_fresca(lambda numero: [PERFILES])
@solo_lectura
@avisa_si_termino
def seccion(request, numero):
    proceso, aviso = _proceso(request)
    if respuesta := _sin_ceros(request, str(numero)):
        return respuesta
    resuelta = boleta.resolver_seccion(proceso, numero)
    if resuelta is None:
        contexto = {"proceso": proceso, "numero": numero, **_comun(request, proceso)}
        return render(request, "candidaturas/boleta/no_existe.html", contexto, status=404)
    return _pagina(
        request,
        proceso,
        resuelta.lugar,
        titulo=f"Sección {numero:04d}",
        aviso=aviso,
        resuelta=resuelta,
    )


@pagina_fresca(lambda numero: [PERFILES])
@solo_lectura
@avisa_si_termino
def municipio(request, numero):
    proceso, aviso = _proceso(request)
    elegido = get_object_or_404(Municipio, entidad=proceso.entidad_id, numero=_acotado(numero))
    distritos = boleta.distritos_del_municipio(proceso, elegido)
    if not distritos:
        raise Http404
    lugar = boleta.Lugar(distritos[0], elegido) if len(distritos) == 1 else None
    return _pagina(
        request,
        proceso,
        lugar,
        titulo=elegido.nombre,
        aviso=aviso,
        municipio=elegido,
        distritos=distritos,
    )


@pagina_fresca(lambda numero: [PERFILES])
@solo_lectura
@avisa_si_termino
def distrito(request, numero):
    proceso, aviso = _proceso(request)
    elegido = get_object_or_404(
        Distrito, demarcacion__marcos=proceso.marco_id, numero=_acotado(numero)
    )
    pedido = request.GET.get("municipio", "")
    numero_de_municipio = int(pedido) if pedido.isdecimal() and len(pedido) < 4 else None
    lugar = boleta.lugar_del_distrito(proceso, elegido, numero_de_municipio)
    return _pagina(
        request,
        proceso,
        lugar,
        titulo=str(elegido),
        aviso=aviso,
        municipios=boleta.municipios_del_distrito(proceso, elegido),
    )


@pagina_fresca(lambda: [PERFILES])
@solo_lectura
@avisa_si_termino
def otras_formas(request):
    """Lo que vota quien lo hace desde el extranjero, por anticipado o en prisión preventiva."""
    proceso, aviso = _proceso(request)
    contexto = {
        "proceso": proceso,
        "aviso": aviso,
        "formas": otras_formas_de_votar.formas(proceso),
        **_comun(request, proceso),
    }
    return render(request, "candidaturas/boleta/otras_formas.html", contexto)


def _pagina(request, proceso: ProcesoElectoral, lugar, *, titulo: str, aviso: str, **mas):
    contexto = {
        "proceso": proceso,
        "titulo": titulo,
        "aviso": aviso,
        "lugar": lugar,
        "boleta": boleta.boleta_de(proceso, lugar) if lugar else None,
        **mas,
        **_comun(request, proceso),
    }
    return render(request, "candidaturas/boleta/boleta.html", contexto)


def _comun(request, proceso: ProcesoElectoral) -> dict:
    """La dirección que se comparte nombra el proceso: mañana el vigente puede ser otro."""
    consulta = {"proceso": proceso.clave}
    return {
        "seccion_actual": MENU,
        "procesos": [p for p in consultas.procesos_publicos() if p.marco_id],
        "url_absoluta": request.build_absolute_uri(f"{request.path}?{urlencode(consulta)}"),
    }


def _proceso(request) -> tuple[ProcesoElectoral, str]:
    """El pedido o el vigente. Sin uno que tenga secciones, aquí no hay nada que ver: 404."""
    proceso, aviso = proceso_pedido(request, consultas.procesos_publicos())
    if proceso is None or proceso.marco_id is None:
        raise Http404
    return proceso, aviso


def _sin_ceros(request, numero: str):
    """«0123» y «123» son la misma sección: una sola dirección, la permanente."""
    destino = reverse("candidaturas:boleta_seccion", args=[numero])
    if request.path == destino:
        return None
    consulta = request.META.get("QUERY_STRING", "")
    return redirect(f"{destino}?{consulta}" if consulta else destino, permanent=True)


def _acotado(numero: int) -> int:
    """Lo que no cabe en la columna tampoco existe."""
    if numero > boleta.NUMERO_MAXIMO_DE_SECCION:
        raise Http404
    return numero
