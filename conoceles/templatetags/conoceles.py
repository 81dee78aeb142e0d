"""Etiquetas de las plantillas: dibujan componentes, nunca consultan ni deciden."""

import functools
import re

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, FileInput, RadioSelect, Select, Textarea
from django.forms.widgets import CheckboxSelectMultiple
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from conoceles.jinja import dibujar

register = template.Library()

# Estado -> (tono, icono). Un estado que no está aquí sale neutro, con su palabra.
ESTADOS = {
    "registrada": ("neutro", "circulo"),
    "sin_datos": ("neutro", "circulo"),
    "en_preparacion": ("neutro", "circulo"),
    "en_captura": ("neutro", "editar"),
    "enviado": ("activo", "enviar"),
    "solicitada": ("activo", "enviar"),
    "en_revision": ("activo", "reloj"),
    "verificado": ("activo", "validado"),
    "habilitada": ("activo", "validado"),
    "abierto": ("activo", "validado"),
    "con_observaciones": ("atencion", "observacion"),
    "pausado": ("atencion", "pausado"),
    "publicado": ("logrado", "exito"),
    "firmado": ("logrado", "exito"),
    "sustituida": ("terminado", "cambio"),
    "renuncia": ("terminado", "cancelado"),
    "cancelada": ("terminado", "cancelado"),
    "cerrado": ("terminado", "cerrado"),
    "archivado": ("terminado", "cerrado"),
    "despublicado": ("atencion", "pausado"),
    "bloqueado": ("terminado", "cerrado"),
    "suprimido": ("terminado", "cancelado"),
    "borrador": ("neutro", "editar"),
    "aprobado": ("logrado", "exito"),
    "en_sesion": ("activo", "reloj"),
    "acusado": ("logrado", "exito"),
    "unida": ("terminado", "cancelado"),
    "propuesta": ("neutro", "reloj"),
    "aceptada": ("activo", "validado"),
    "omitida": ("terminado", "cancelado"),
    "en_oficio": ("logrado", "exito"),
    "descartado": ("terminado", "cancelado"),
    "pedida": ("activo", "reloj"),
    "concedida": ("logrado", "exito"),
    "negada": ("terminado", "cancelado"),
    "en_atencion": ("atencion", "reloj"),
    "por_validar": ("activo", "reloj"),
    "vigente": ("logrado", "exito"),
    "rechazado": ("atencion", "observacion"),
    "sustituido": ("terminado", "cambio"),
    "retirado": ("terminado", "cancelado"),
    "por_asignar": ("atencion", "observacion"),
    "por_transcribir": ("activo", "editar"),
    "transcrita": ("logrado", "exito"),
    "pendiente": ("neutro", "reloj"),
    "en_curso": ("activo", "reloj"),
    "terminado": ("logrado", "exito"),
    "fallido": ("atencion", "observacion"),
    "cancelado": ("terminado", "cancelado"),
    "vencido": ("terminado", "cerrado"),
    "hecho": ("logrado", "exito"),
    "hecho_tarde": ("terminado", "exito"),
    "atrasado": ("atencion", "observacion"),
    "por_atender": ("atencion", "observacion"),
    "respondida": ("neutro", "editar"),
    "atendida": ("activo", "enviar"),
    "aplicada": ("logrado", "exito"),
    "aprobada": ("logrado", "exito"),
    "no_aprobada": ("atencion", "cancelado"),
    "rechazada": ("terminado", "cancelado"),
}
SIN_APARIENCIA = ("neutro", "circulo")

TONOS_DE_AVISO = {
    "info": "informacion",
    "exito": "exito",
    "cuidado": "cuidado",
    "error": "error",
}

# Los niveles de django.contrib.messages, en los tonos del sitio.
TONO_DE_MENSAJE = {
    "debug": "info",
    "info": "info",
    "success": "exito",
    "warning": "cuidado",
    "error": "error",
}


@functools.cache
def iconos_disponibles() -> frozenset[str]:
    archivo = settings.RAIZ / "static" / "img" / "iconos.svg"
    return frozenset(re.findall(r'<symbol id="([\w-]+)"', archivo.read_text(encoding="utf-8")))


@register.simple_tag
def jinja(pieza, **valores):
    """Dibuja una pieza de `templates/*.jinja` (conoceles.jinja)."""
    return dibujar(pieza, **valores)


@register.simple_tag
def icono(nombre, texto=""):
    """Un icono que no existe es un error de la plantilla, no un hueco en la página."""
    if nombre not in iconos_disponibles():
        raise template.TemplateSyntaxError(f"No hay un icono «{nombre}» en static/img/iconos.svg.")
    return _dibujar_icono(nombre, str(texto))


@functools.lru_cache(maxsize=500)
def _dibujar_icono(nombre, texto):
    """Una página lleva decenas de iconos, siempre los mismos: cada uno se dibuja una vez."""
    dibujo = render_to_string("componentes/icono.html", {"nombre": nombre, "texto": texto})
    # Quitar los blancos le quita a la cadena la marca de que ya está escapada.
    return SafeString(dibujo.strip())


@register.simple_tag
@functools.lru_cache(maxsize=200)
def insignia(estado, texto):
    """La de un estado, en una lista que la repite en cada renglón: también se dibuja una vez."""
    return render_to_string("componentes/estado.html", {"estado": estado, "texto": texto})


@register.simple_tag(takes_context=True)
def parte_publica(context, plantilla):
    """La cabecera o el pie: iguales en todas las páginas de una sección, se dibujan una vez."""
    proceso = context.get("proceso_vigente")
    return _dibujar_parte(
        plantilla,
        context.get("seccion_actual", ""),
        bool(context.get("es_demo")),
        tuple(context.get("instituto", {}).items()),
        str(proceso) if proceso else "",
    )


@functools.lru_cache(maxsize=200)
def _dibujar_parte(plantilla, seccion_actual, es_demo, instituto, proceso_vigente):
    return render_to_string(
        plantilla,
        {
            "seccion_actual": seccion_actual,
            "es_demo": es_demo,
            "instituto": dict(instituto),
            "proceso_vigente": proceso_vigente,
        },
    )


@register.filter
def tono_de_estado(estado):
    return ESTADOS.get(str(estado), SIN_APARIENCIA)[0]


@register.filter
def icono_de_estado(estado):
    return ESTADOS.get(str(estado), SIN_APARIENCIA)[1]


@register.filter
def icono_de_aviso(tono):
    if tono not in TONOS_DE_AVISO:
        raise template.TemplateSyntaxError(f"Un aviso es {', '.join(TONOS_DE_AVISO)}; no «{tono}».")
    return TONOS_DE_AVISO[tono]


@register.filter
def tono_de_mensaje(mensaje):
    return TONO_DE_MENSAJE.get(mensaje.level_tag, "info")


@register.filter(expects_localtime=True)
def fecha(dia):
    """«3 de abril de 2023»: en español el mes no lleva mayúscula y Django se la pone."""
    return date_format(dia, r"j \d\e F \d\e Y").lower() if dia else ""


@register.filter(expects_localtime=True)
def fecha_hora(momento):
    """«3 de abril de 2023, 10:05», en la hora local."""
    return date_format(momento, r"j \d\e F \d\e Y, H:i").lower() if momento else ""


def _atributos(campo: BoundField, clase: str, contador: str, minimo, maximo) -> dict:
    """Atributos del control: su clase, qué lo describe y los límites que lee formulario.js."""
    # Sin texto de muestra dentro del control: desaparece al escribir; la ayuda va fuera y se queda.
    atributos: dict[str, str | bool] = {"placeholder": False}
    if clase:
        previas = campo.field.widget.attrs.get("class", "")
        invalida = "is-invalid" if campo.errors else ""
        atributos["class"] = " ".join(filter(None, (previas, clase, invalida)))
    describen = [campo.aria_describedby or "", contador]
    if descripcion := " ".join(filter(None, describen)):
        atributos["aria-describedby"] = descripcion
    if contador:
        atributos["data-conoceles-contador"] = contador
        # Sin maxlength: cortaría en silencio un texto pegado; se avisa cuánto sobra.
        atributos["maxlength"] = atributos["minlength"] = False
        if minimo:
            atributos["data-conoceles-minimo"] = minimo
        if maximo:
            atributos["data-conoceles-maximo"] = maximo
    return atributos


def _tipo_y_clase(campo: BoundField) -> tuple[str, str]:
    """Cómo se dibuja el campo (véase componentes/campo.jinja) y con qué clase su control."""
    control = campo.field.widget
    if campo.is_hidden:
        return "oculto", ""
    if isinstance(control, RadioSelect | CheckboxSelectMultiple):
        return "grupo", ""
    if isinstance(control, CheckboxInput):
        return "casilla", ""
    if campo.use_fieldset:
        return "compuesto", "form-control"
    return "control", "form-select" if isinstance(control, Select) else "form-control"


@register.simple_tag
def campo(campo, minimo=None, maximo=None, previa="", corto=False):
    """Dibuja un campo completo, por ejemplo `{% campo form.motivo maximo=5000 %}`.

    `minimo` y `maximo`: de caracteres, en un área de texto (si no, los del campo). Lo demás se
    explica en componentes/campo.jinja.
    """
    if not isinstance(campo, BoundField):
        raise template.TemplateSyntaxError("{% campo %} espera un campo de formulario.")
    minimo = minimo or getattr(campo.field, "min_length", None)
    maximo = maximo or getattr(campo.field, "max_length", None)
    tipo, clase = _tipo_y_clase(campo)
    cuenta = isinstance(campo.field.widget, Textarea) and (minimo or maximo)
    contador = f"{campo.auto_id}_contador" if cuenta else ""
    atributos = _atributos(campo, clase, contador, minimo, maximo)
    if isinstance(campo.field.widget, FileInput) and previa:
        atributos["data-conoceles-vista-previa"] = previa
    if tipo in {"grupo", "compuesto"}:
        # Lo que describe a un grupo va en su fieldset.
        atributos.pop("aria-describedby", None)
    return dibujar(
        "componentes/campo",
        campo=campo,
        tipo=tipo,
        control="" if tipo == "grupo" else campo.as_widget(attrs=atributos),
        contador=contador,
        espacios="sin" if "data-conoceles-sin-espacios" in campo.field.widget.attrs else "con",
        minimo=minimo,
        maximo=maximo,
        previa=previa,
        corto=corto,
    )


@register.inclusion_tag("componentes/paginacion.html", takes_context=True)
def paginacion(context, pagina, nombre="resultados", objetivo="", parametro="pagina"):
    """Enlaces de página que conservan los filtros de la dirección."""
    consulta = context["request"].GET.copy()

    def direccion(numero):
        consulta[parametro] = numero
        return f"?{consulta.urlencode()}"

    elidido = pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1)
    numeros = [
        {"numero": n, "url": direccion(n), "actual": n == pagina.number}
        if isinstance(n, int)
        else {"numero": None}
        for n in elidido
    ]
    return {
        "pagina": pagina,
        "de": pagina.paginator.count,
        "numeros": numeros,
        "anterior": direccion(pagina.previous_page_number()) if pagina.has_previous() else "",
        "siguiente": direccion(pagina.next_page_number()) if pagina.has_next() else "",
        "nombre": nombre,
        "objetivo": objetivo,
    }
