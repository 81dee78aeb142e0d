"""El borrador de un perfil, su recorrido y lo que se dijo de él."""

import pghistory
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q

from candidaturas.models import ActorPolitico, Candidatura, ContenidoCurricular, TipoDeActor
from captura.models.cuentas import Adscripcion, Rol, Usuario


class Estado(models.TextChoices):
    SIN_DATOS = "sin_datos", "Sin datos"
    EN_CAPTURA = "en_captura", "En captura"
    ENVIADO = "enviado", "Enviado"
    EN_REVISION = "en_revision", "En revisión"
    CON_OBSERVACIONES = "con_observaciones", "Con observaciones"
    VERIFICADO = "verificado", "Verificado"
    PUBLICADO = "publicado", "Publicado"


class Supuesto(models.TextChoices):
    """Motivos por los que se observa un contenido (los siete de la práctica, más formato)."""

    COPIA = "copia", "Copia íntegra de propuestas de otra candidatura"
    OFENSIVO = "ofensivo", "Contenido ofensivo o discriminatorio"
    SEXISTA = "sexista", "Lenguaje sexista"
    OTRA_CANDIDATURA = "otra_candidatura", "Información o imágenes de otra candidatura"
    OTRO_PARTIDO = "otro_partido", "Alusiones a otro partido o candidatura"
    RESTRINGIDO = "restringido", "Contenido restringido por la ley"
    LEMAS = "lemas", "Lemas o imágenes de campaña"
    FORMATO = "formato", "Error de formato, captura o ilegible"


def ruta_privada(foto, nombre: str) -> str:
    return f"fotografias/{foto.huella[:2]}/{foto.huella}.jpg"


def almacen_privado():
    """El almacén se nombra, no se evalúa: así la migración no guarda rutas de una máquina."""
    return storages["privado"]


class Fotografia(models.Model):
    """La imagen ya limpia (abierta, acotada, sin EXIF, recodificada) en el almacén privado."""

    archivo = models.ImageField(upload_to=ruta_privada, storage=almacen_privado, max_length=120)
    huella = models.CharField("SHA-256", max_length=64)
    ancho = models.PositiveIntegerField()
    alto = models.PositiveIntegerField()
    subida_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    subida_en = models.DateTimeField()

    class Meta:
        verbose_name = "fotografía"

    def __str__(self):
        return f"Fotografía {self.pk}"


class CuestionarioQuerySet(models.QuerySet):
    def visibles_para(self, adscripcion: Adscripcion | None):
        """El alcance de una cuenta. Fuera de él, para la vista, no existe (404)."""
        if adscripcion is None:
            return self.none()
        rol = Rol(adscripcion.rol)
        if rol in {Rol.REVISION, Rol.COORDINACION}:
            return self
        if rol in {Rol.CAPTURISTA, Rol.CANDIDATA}:
            return self.filter(candidatura__in=adscripcion.candidaturas.all())
        if rol is Rol.ENLACE:
            return self.filter(candidatura__formula__actor__in=actores_de(adscripcion))
        return self.none()


def actores_de(adscripcion: Adscripcion) -> list[ActorPolitico]:
    """Los actores cuyas candidaturas ve un enlace: el suyo y las coaliciones que su partido
    integra; si el proceso dice que los demás integrantes no leen, solo las que captura.
    """
    actor = adscripcion.actor
    partidos = actor.integrantes.values("partido")
    if actor.proceso.parametro("integrantes_leen"):
        coaliciones = Q(tipo__in=[TipoDeActor.COALICION, TipoDeActor.CANDIDATURA_COMUN])
        coaliciones &= Q(integrantes__partido__in=partidos)
    else:
        coaliciones = Q(partido_captura__in=partidos)
    # Se resuelve aquí, y no como subconsulta, para que el plan de las consultas grandes no dependa
    # de lo que PostgreSQL suponga de unas tablas recién cargadas.
    return list(
        ActorPolitico.objects.filter(Q(pk=actor.pk) | Q(proceso=actor.proceso_id) & coaliciones)
        .distinct()
        .order_by("pk")
    )


@pghistory.track()
class Cuestionario(ContenidoCurricular):
    candidatura = models.OneToOneField(Candidatura, models.CASCADE, related_name="cuestionario")
    estado = models.CharField(max_length=20, choices=Estado, default=Estado.SIN_DATOS)
    version = models.PositiveIntegerField(
        "versión",
        default=0,
        help_text="Sube con cada guardado: así nadie pisa lo ajeno.",
    )
    foto = models.ForeignKey(
        Fotografia, models.PROTECT, null=True, blank=True, related_name="cuestionarios"
    )
    correo_aclaraciones = models.EmailField("correo para aclaraciones (no se publica)", blank=True)
    ronda = models.PositiveSmallIntegerField("ronda de observaciones", default=0)
    huella_verificada = models.CharField("SHA-256 de lo verificado", max_length=64, blank=True)
    enviado_en = models.DateTimeField(null=True, blank=True)
    guardado_en = models.DateTimeField(null=True, blank=True)

    objects = CuestionarioQuerySet.as_manager()

    class Meta:
        verbose_name = "cuestionario curricular"
        verbose_name_plural = "cuestionarios curriculares"
        ordering = ["candidatura"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(estado__in=["verificado", "publicado"])
                | ~models.Q(huella_verificada=""),
                name="cuestionario_verificado_con_huella",
            )
        ]

    def __str__(self):
        return f"Cuestionario de {self.candidatura}"


@pghistory.track()
class Observacion(models.Model):
    """Lo que quien revisa pide corregir en un campo, con su supuesto y su texto."""

    cuestionario = models.ForeignKey(Cuestionario, models.CASCADE, related_name="observaciones")
    ronda = models.PositiveSmallIntegerField()
    campo = models.CharField(max_length=40)
    supuesto = models.CharField(max_length=20, choices=Supuesto)
    texto = models.TextField()
    valor_observado = models.JSONField("valor al observar", null=True)
    creada_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    creada_en = models.DateTimeField()
    atendida_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "observación"
        verbose_name_plural = "observaciones"
        ordering = ["cuestionario", "ronda", "pk"]

    def __str__(self):
        return f"{self.campo}: {self.get_supuesto_display()}"


class Acuse(models.Model):
    """Constancia de un envío: folio, hora, contenido congelado y su huella."""

    folio = models.CharField(max_length=40, unique=True)
    cuestionario = models.ForeignKey(Cuestionario, models.PROTECT, related_name="acuses")
    contenido = models.JSONField()
    huella = models.CharField("SHA-256", max_length=64)
    emitido_en = models.DateTimeField()
    emitido_para = models.ForeignKey(Usuario, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "acuse"
        ordering = ["-emitido_en"]

    def __str__(self):
        return self.folio
