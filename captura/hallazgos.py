"""Lo que conviene mirar dos veces, en listas para quien revisa. Ninguna decide nada por sí sola."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, F, FloatField, Func, Q, QuerySet, Value
from django.db.models.functions import Cast, Length, NullIf

from candidaturas.models import ProcesoElectoral
from captura.apartados import etiqueta_de
from captura.models import Cuestionario, EnlaceComprobado, Estado, Fotografia
from captura.parecidos import parejas_del_proceso

TEXTOS = (*Cuestionario.TEXTOS_LARGOS, *Cuestionario.PROPUESTAS)
# Desde esta parte de las letras en mayúsculas se lee como un grito, y con menos letras no se mide.
MAYUSCULAS, LETRAS = 0.6, 20
# Un texto que apenas pasa del mínimo (diez por ciento) suele ser relleno.
HOLGURA = 1.1
# El retrato se publica en proporción 4:5; fuera de estas, el recorte quita mucho.
PROPORCIONES = (0.6, 1.1)


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Qué se halló, en qué campo de cuál cuestionario y, si es con otro, con cuál."""

    cuestionario: int
    campo: str
    detalle: str
    otro: int | None = None


def _capturados(proceso: ProcesoElectoral) -> QuerySet[Cuestionario]:
    return Cuestionario.objects.filter(candidatura__proceso=proceso).exclude(
        estado=Estado.SIN_DATOS
    )


def _sin(patron: str, campo: str) -> Func:
    """El texto sin lo que cumple el patrón."""
    return Func(F(campo), Value(patron), Value(""), Value("g"), function="regexp_replace")


def en_mayusculas(proceso: ProcesoElectoral) -> Iterable[Hallazgo]:
    for campo in TEXTOS:
        letras = NullIf(Length(_sin(r"[^[:alpha:]]", campo)), Value(0))
        parte = Cast(Length(_sin(r"[^[:upper:]]", campo)), FloatField()) / letras
        gritados = _capturados(proceso).annotate(letras=letras, parte=parte)
        gritados = gritados.filter(letras__gte=LETRAS, parte__gte=MAYUSCULAS)
        for pk, cuanto in gritados.order_by("pk").values_list("pk", "parte"):
            yield Hallazgo(pk, campo, f"{cuanto:.0%} de las letras en mayúsculas.")


def muy_cortos(proceso: ProcesoElectoral) -> Iterable[Hallazgo]:
    """Lo enviado o publicado que no llega al mínimo del proceso o apenas lo pasa."""
    minimo = proceso.parametro("texto_minimo")
    enviados = _capturados(proceso).exclude(estado=Estado.EN_CAPTURA)
    for campo in TEXTOS:
        cortos = enviados.annotate(largo=Length(campo)).filter(
            largo__gt=0, largo__lt=minimo * HOLGURA
        )
        for pk, largo in cortos.order_by("pk").values_list("pk", "largo"):
            yield Hallazgo(pk, campo, f"{largo} caracteres; el mínimo es {minimo}.")


def enlaces_caidos(proceso: ProcesoElectoral) -> Iterable[Hallazgo]:
    """Los que no respondieron la última vez que se siguieron."""
    caidos = dict(
        EnlaceComprobado.objects.filter(responde=False).values_list("direccion", "detalle")
    )
    con_caidos = _capturados(proceso).filter(
        Q(pagina_web__in=caidos) | Q(redes__overlap=list(caidos))
    )
    for pk, pagina, redes in con_caidos.order_by("pk").values_list("pk", "pagina_web", "redes"):
        for campo, direcciones in (("pagina_web", [pagina]), ("redes", redes)):
            for direccion in direcciones:
                if direccion in caidos:
                    yield Hallazgo(pk, campo, f"{direccion}: {caidos[direccion]}")


def fotografias_con_problemas(proceso: ProcesoElectoral) -> Iterable[Hallazgo]:
    """Sin fotografía ya enviada, la misma en dos candidaturas, o muy apaisada o angosta."""
    con_foto = _capturados(proceso).filter(foto__isnull=False)
    sin_foto = _capturados(proceso).filter(foto=None).exclude(estado=Estado.EN_CAPTURA)
    for pk in sin_foto.order_by("pk").values_list("pk", flat=True):
        yield Hallazgo(pk, "foto", "Se envió sin fotografía.")
    repetidas = (
        Fotografia.objects.filter(cuestionarios__in=con_foto)
        .values("huella")
        .annotate(n=Count("cuestionarios"))
        .filter(n__gt=1)
        .values("huella")
    )
    iguales = con_foto.filter(foto__huella__in=repetidas).order_by("foto__huella", "pk")
    for _, grupo in groupby(iguales.values_list("foto__huella", "pk"), itemgetter(0)):
        claves = [pk for _, pk in grupo]
        # Cada una lleva a la que sigue, y la última a la primera.
        for pk, otro in zip(claves, [*claves[1:], claves[0]], strict=True):
            yield Hallazgo(pk, "foto", "La misma fotografía que la de", otro)
    menor, mayor = PROPORCIONES
    medidas = con_foto.annotate(proporcion=Cast(F("foto__ancho"), FloatField()) / F("foto__alto"))
    fuera = medidas.filter(Q(proporcion__lt=menor) | Q(proporcion__gt=mayor)).order_by("pk")
    for pk, ancho, alto in fuera.values_list("pk", "foto__ancho", "foto__alto"):
        yield Hallazgo(pk, "foto", f"{ancho} por {alto} píxeles: al recortarla se pierde mucho.")


def entre_actores(proceso: ProcesoElectoral) -> Iterable[Hallazgo]:
    """Textos casi iguales de dos actores políticos, primero los más parecidos."""
    actores = dict(
        Cuestionario.objects.filter(candidatura__proceso=proceso).values_list(
            "pk", "candidatura__formula__actor"
        )
    )
    for pareja in parejas_del_proceso(proceso):
        if actores[pareja.cuestionario] != actores[pareja.otro]:
            yield Hallazgo(
                pareja.cuestionario,
                pareja.campo,
                f"{pareja.proporcion:.0%} igual a «{etiqueta_de(pareja.otro_campo)}» de",
                pareja.otro,
            )


@dataclass(frozen=True, slots=True)
class Lista:
    titulo: str
    explicacion: str
    buscar: Callable[[ProcesoElectoral], Iterable[Hallazgo]]


LISTAS: dict[str, Lista] = {
    "parecidos": Lista(
        "Casi iguales",
        "Textos que se parecen a los de otro actor político. No dice quién copió a quién.",
        entre_actores,
    ),
    "mayusculas": Lista(
        "Mayúsculas", "Textos escritos casi por completo en mayúsculas.", en_mayusculas
    ),
    "cortos": Lista(
        "Muy cortos", "Textos enviados que no llegan al mínimo o apenas lo pasan.", muy_cortos
    ),
    "enlaces": Lista(
        "Enlaces caídos",
        "Páginas y redes que no respondieron la última vez que se siguieron (cada semana).",
        enlaces_caidos,
    ),
    "fotografias": Lista(
        "Fotografías",
        "Sin fotografía, repetidas en dos candidaturas o de proporción difícil.",
        fotografias_con_problemas,
    ),
}
