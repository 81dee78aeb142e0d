"""El consentimiento expreso: el formato, la hoja impresa, lo que cada persona decidió y su papel.

Sin consentimiento vigente la respuesta a las tres preguntas es No.
"""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from captura.models.cuentas import Adscripcion, Rol, Usuario
from captura.models.cuestionario import almacen_privado

PREGUNTAS = ("tratamiento", "publicacion", "estadistica")


def ruta_de_escaneo(escaneo, nombre: str) -> str:
    """Igual para la evidencia de un consentimiento y para una hoja escaneada: su huella."""
    return f"consentimientos/{escaneo.huella_de_imagen[:2]}/{escaneo.huella_de_imagen}.jpg"


class FormatoDeConsentimiento(models.Model):
    """Una versión del texto que se firma y de su aviso. Nunca cambia: corregir es hacer otra."""

    proceso = models.ForeignKey(
        ProcesoElectoral, models.CASCADE, related_name="formatos_de_consentimiento"
    )
    nombre = models.CharField("versión", max_length=40)
    declaracion = models.TextField("declaración")
    pregunta_tratamiento = models.TextField("pregunta sobre el tratamiento")
    pregunta_publicacion = models.TextField("pregunta sobre la publicación")
    pregunta_estadistica = models.TextField("pregunta sobre la estadística")
    fundamento = models.TextField("fundamento")
    aviso = models.TextField("aviso de privacidad simplificado")
    aviso_integral = models.URLField("dirección del aviso integral", blank=True)
    huella = models.CharField("SHA-256 del texto", max_length=64)
    vigente_desde = models.DateTimeField()
    creado_por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "formato de consentimiento"
        verbose_name_plural = "formatos de consentimiento"
        ordering = ["proceso", "-vigente_desde", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "nombre"], name="formato_de_consentimiento_con_nombre_propio"
            )
        ]
        triggers = [pgtrigger.Protect(name="no_cambia", operation=pgtrigger.Update)]

    def __str__(self):
        return self.nombre

    def preguntas(self) -> list[tuple[str, str]]:
        """(clave, texto) de las tres, en orden."""
        return [(clave, getattr(self, f"pregunta_{clave}")) for clave in PREGUNTAS]


class HojaDeConsentimiento(models.Model):
    """La hoja prellenada de una candidatura. Imprimirla otra vez da el mismo folio."""

    folio = models.CharField(max_length=40, unique=True)
    candidatura = models.ForeignKey(
        Candidatura, models.PROTECT, related_name="hojas_de_consentimiento"
    )
    formato = models.ForeignKey(FormatoDeConsentimiento, models.PROTECT, related_name="hojas")
    emitida_en = models.DateTimeField()

    class Meta:
        verbose_name = "hoja de consentimiento"
        verbose_name_plural = "hojas de consentimiento"
        ordering = ["emitida_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "formato"], name="hoja_de_consentimiento_unica"
            )
        ]

    def __str__(self):
        return self.folio


class MedioDeConsentimiento(models.TextChoices):
    ELECTRONICO = "electronico", "En el sistema"
    PAPEL = "papel", "En papel"


class EstadoDeConsentimiento(models.TextChoices):
    POR_VALIDAR = "por_validar", "Por validar"
    VIGENTE = "vigente", "Vigente"
    RECHAZADO = "rechazado", "No se validó"
    SUSTITUIDO = "sustituido", "Sustituido por otro"
    RETIRADO = "retirado", "Retirado"


class ConsentimientoQuerySet(models.QuerySet):
    def vigentes(self):
        return self.filter(estado=EstadoDeConsentimiento.VIGENTE)

    def vigente_de(self, candidatura: Candidatura):
        """El único que surte efecto, o None: sin él, las tres respuestas son No.

        El de quien ya no está en la boleta no surte efecto; si su salida se deshace, vuelve a
        surtirlo.
        """
        if not candidatura.esta_en_boleta:
            return None
        return self.vigentes().filter(candidatura=candidatura).first()


@pghistory.track()
class Consentimiento(models.Model):
    """Lo que una persona decidió, con la prueba. El papel surte efecto cuando UTTAI lo valida.

    Lo decidido y su evidencia no cambian: otra decisión u otro archivo es otro consentimiento.
    """

    folio = models.CharField(max_length=40, unique=True)
    candidatura = models.ForeignKey(Candidatura, models.PROTECT, related_name="consentimientos")
    formato = models.ForeignKey(
        FormatoDeConsentimiento, models.PROTECT, related_name="consentimientos"
    )
    tratamiento = models.BooleanField(default=False)
    tratamiento_en = models.DateTimeField()
    publicacion = models.BooleanField("publicación", default=False)
    publicacion_en = models.DateTimeField()
    estadistica = models.BooleanField("estadística", default=False)
    estadistica_en = models.DateTimeField()
    medio = models.CharField(max_length=12, choices=MedioDeConsentimiento)
    firmante = models.CharField("nombre de quien firma", max_length=160)
    firmado_el = models.DateField("fecha de la firma")
    evidencia = models.FileField(
        upload_to=ruta_de_escaneo, storage=almacen_privado, max_length=140, blank=True
    )
    huella_de_imagen = models.CharField("SHA-256 de la evidencia", max_length=64, blank=True)
    huella = models.CharField("SHA-256 de lo decidido", max_length=64)
    estado = models.CharField(max_length=12, choices=EstadoDeConsentimiento)
    registrado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    registrado_en = models.DateTimeField()
    validado_por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    validado_en = models.DateTimeField(null=True, blank=True)
    terminado_en = models.DateTimeField("sin efecto desde", null=True, blank=True)
    motivo = models.TextField("motivo del rechazo o del retiro", blank=True)

    objects = ConsentimientoQuerySet.as_manager()

    class Meta:
        verbose_name = "consentimiento"
        ordering = ["-registrado_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura"],
                condition=Q(estado=EstadoDeConsentimiento.VIGENTE),
                name="consentimiento_vigente_unico",
            ),
            models.UniqueConstraint(
                fields=["candidatura"],
                condition=Q(estado=EstadoDeConsentimiento.POR_VALIDAR),
                name="consentimiento_por_validar_unico",
            ),
            models.CheckConstraint(
                condition=Q(medio=MedioDeConsentimiento.ELECTRONICO) | ~Q(huella_de_imagen=""),
                name="consentimiento_en_papel_con_evidencia",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoDeConsentimiento.VIGENTE)
                | Q(medio=MedioDeConsentimiento.ELECTRONICO)
                | Q(validado_en__isnull=False),
                name="consentimiento_en_papel_vigente_validado",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="lo_decidido_no_cambia",
                fields=[
                    "folio", "candidatura", "formato", "tratamiento", "tratamiento_en",
                    "publicacion", "publicacion_en", "estadistica", "estadistica_en", "medio",
                    "firmante", "firmado_el", "evidencia", "huella_de_imagen", "huella",
                    "registrado_por", "registrado_en",
                ],
            )
        ]  # fmt: skip

    def __str__(self):
        return self.folio

    def respuestas(self) -> list[tuple[str, bool]]:
        """(pregunta, sí o no) de las tres, como se leyeron."""
        return [(texto, getattr(self, clave)) for clave, texto in self.formato.preguntas()]


class LoteQuerySet(models.QuerySet):
    def visibles_para(self, adscripcion: Adscripcion | None):
        """UTTAI ve todos; un actor, los suyos; la capturista, los que ella subió."""
        if adscripcion is None:
            return self.none()
        ocultos = ProcesoElectoral.objects.ocultos_a(adscripcion.rol)
        return self._de_su_papel(adscripcion).exclude(proceso__in=ocultos)

    def _de_su_papel(self, adscripcion: Adscripcion):
        if adscripcion.rol in {Rol.REVISION, Rol.COORDINACION}:
            return self
        if adscripcion.rol == Rol.ENLACE:
            return self.filter(actor=adscripcion.actor_id)
        if adscripcion.rol == Rol.CAPTURISTA:
            return self.filter(subido_por=adscripcion.usuario_id)
        return self.none()


class LoteDeEscaneos(models.Model):
    """Un PDF con muchas hojas escaneadas. Subir el mismo otra vez lleva al que ya está."""

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="+")
    actor = models.ForeignKey(ActorPolitico, models.PROTECT, null=True, related_name="+")
    huella = models.CharField("SHA-256 del archivo", max_length=64)
    subido_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    subido_en = models.DateTimeField()

    objects = LoteQuerySet.as_manager()

    class Meta:
        verbose_name = "lote de escaneos"
        verbose_name_plural = "lotes de escaneos"
        ordering = ["-subido_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "actor", "huella", "subido_por"],
                name="lote_de_escaneos_unico",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"Lote {self.pk}"


class EstadoDeHoja(models.TextChoices):
    POR_ASIGNAR = "por_asignar", "Sin reconocer"
    POR_TRANSCRIBIR = "por_transcribir", "Por transcribir"
    TRANSCRITA = "transcrita", "Transcrita"
    REVERSO = "reverso", "Aviso de privacidad"
    DESCARTADA = "descartada", "Descartada"


class HojaEscaneada(models.Model):
    """Una página de un lote. Ninguna se borra: la que no sirve se descarta y se sigue viendo."""

    lote = models.ForeignKey(LoteDeEscaneos, models.CASCADE, related_name="hojas")
    numero = models.PositiveSmallIntegerField("página")
    imagen = models.FileField(upload_to=ruta_de_escaneo, storage=almacen_privado, max_length=140)
    huella_de_imagen = models.CharField("SHA-256 de la imagen", max_length=64)
    estado = models.CharField(max_length=16, choices=EstadoDeHoja)
    nota = models.CharField(max_length=200, blank=True)
    hoja = models.ForeignKey(
        HojaDeConsentimiento, models.PROTECT, null=True, related_name="escaneos"
    )
    candidatura = models.ForeignKey(Candidatura, models.PROTECT, null=True, related_name="+")
    consentimiento = models.OneToOneField(
        Consentimiento, models.PROTECT, null=True, related_name="escaneo"
    )

    class Meta:
        verbose_name = "hoja escaneada"
        verbose_name_plural = "hojas escaneadas"
        ordering = ["lote", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["lote", "numero"], name="hoja_escaneada_unica")
        ]

    def __str__(self):
        return f"Página {self.numero}"
