"""La página de una candidatura y lo que se desprende de ella: PDF, código QR e imagen."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from candidaturas import consultas, fichas, frescura
from candidaturas.documento import ficha_en_pdf
from candidaturas.imagenes import imagen_para_compartir
from candidaturas.models import Candidatura
from candidaturas.qr import codigo_qr
from candidaturas.terminados import avisa_si_termino, avisar_de_candidatura
from conoceles.comun.lectura import solo_lectura
from conoceles.comun.pdf import TIPO_DE_CONTENIDO


@frescura.pagina_fresca(lambda pk, slug: [frescura.de_candidatura(pk)])
@solo_lectura
@avisa_si_termino
def detalle(request, pk, slug):
    candidatura = _candidatura(pk)
    if slug != candidatura.slug:
        return redirect(candidatura, permanent=True)
    direccion = _direccion(request, candidatura)
    ficha = _ficha(candidatura, direccion)
    imagen = _direccion(request, candidatura, "imagen")
    misma_eleccion = f"{reverse('candidaturas:lista')}?{_misma_eleccion(candidatura)}"
    eleccion = candidatura.formula.eleccion
    return render(
        request,
        "candidaturas/detalle.html",
        {
            "seccion_actual": "candidaturas",
            "url_absoluta": direccion,
            "ficha": ficha,
            "imagen": imagen,
            "imagen_texto": fichas.nombre_de_la_imagen(candidatura),
            "enlazados": fichas.datos_enlazados(ficha, direccion, imagen),
            "url_pdf": _ruta(candidatura, "ficha_pdf"),
            "url_qr": _ruta(candidatura, "qr"),
            "comparar": f"{reverse('candidaturas:comparar')}?eleccion={eleccion.pk}",
            "letra_grande": request.GET.get("letra") == "grande",
            "misma_eleccion": misma_eleccion,
            "migas": [
                {"texto": "Inicio", "url": reverse("candidaturas:inicio")},
                {"texto": "Candidaturas", "url": reverse("candidaturas:lista")},
                {"texto": eleccion.cargo.nombre, "url": misma_eleccion},
            ],
        },
    )


@frescura.pagina_fresca(lambda pk, slug: [frescura.de_candidatura(pk)])
@solo_lectura
@avisa_si_termino
def pdf(request, pk, slug):
    candidatura = _candidatura(pk)
    if slug != candidatura.slug:
        return redirect(_ruta(candidatura, "ficha_pdf"), permanent=True)
    direccion = _direccion(request, candidatura)
    datos = ficha_en_pdf(_ficha(candidatura, direccion), direccion)
    respuesta = HttpResponse(datos, content_type=TIPO_DE_CONTENIDO)
    respuesta["Content-Disposition"] = f'inline; filename="{candidatura.slug[:80]}.pdf"'
    return respuesta


@frescura.pagina_fresca(lambda pk, slug: [frescura.de_candidatura(pk)])
@solo_lectura
@avisa_si_termino
def qr(request, pk, slug):
    candidatura = _candidatura(pk)
    if slug != candidatura.slug:
        return redirect(_ruta(candidatura, "qr"), permanent=True)
    contexto = {
        "qr": codigo_qr(_direccion(request, candidatura)),
        "titulo": f"Código QR: {candidatura.nombre}",
    }
    return render(request, "candidaturas/qr.svg", contexto, content_type="image/svg+xml")


@frescura.pagina_fresca(lambda pk, slug: [frescura.de_candidatura(pk)])
@solo_lectura
@avisa_si_termino
def imagen(request, pk, slug):
    candidatura = _candidatura(pk)
    if slug != candidatura.slug:
        return redirect(_ruta(candidatura, "imagen"), permanent=True)
    return HttpResponse(imagen_para_compartir(candidatura), content_type="image/png")


def _candidatura(pk: int) -> Candidatura:
    candidatura = consultas.candidaturas_para_detalle([pk]).get(pk)
    if candidatura is None:
        avisar_de_candidatura(pk)
        raise Http404
    return candidatura


def _ficha(candidatura: Candidatura, direccion: str) -> fichas.Ficha:
    return fichas.ficha(
        candidatura,
        con_perfil=consultas.perfiles_visibles(candidatura.proceso),
        direccion=direccion,
    )


def _ruta(candidatura: Candidatura, nombre: str = "detalle") -> str:
    return reverse(f"candidaturas:{nombre}", args=[candidatura.pk, candidatura.slug])


def _direccion(request, candidatura: Candidatura, nombre: str = "detalle") -> str:
    """La dirección permanente: sin códigos de campaña ni tamaño de letra."""
    return request.build_absolute_uri(_ruta(candidatura, nombre))


def _misma_eleccion(candidatura: Candidatura) -> str:
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
