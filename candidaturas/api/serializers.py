"""Lo que la API dice. Solo lee: nada aquí acepta datos."""

from rest_framework import serializers

from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    Cargo,
    CompromisoPublicado,
    Distintivo,
    Eleccion,
    PerfilPublicado,
    ProcesoElectoral,
)
from candidaturas.tarjetas import perfil_de


class ProcesoSerializer(serializers.ModelSerializer):
    class Meta:
        model = ProcesoElectoral
        fields = [
            "clave",
            "nombre",
            "anio",
            "tipo",
            "jornada_el",
            "estado",
            "vigente",
            "publico_desde",
            "fuente",
            "solo_nombres",
        ]


class EleccionSerializer(serializers.ModelSerializer):
    distrito = serializers.IntegerField(source="distrito.numero", default=None, allow_null=True)
    municipio = serializers.IntegerField(source="municipio.numero", default=None, allow_null=True)
    territorio = serializers.CharField(source="nombre_territorio")

    class Meta:
        model = Eleccion
        fields = ["id", "territorio", "distrito", "municipio"]


class CargoSerializer(serializers.ModelSerializer):
    proceso = serializers.CharField(source="proceso.clave")
    elecciones = EleccionSerializer(many=True)

    class Meta:
        model = Cargo
        fields = ["id", "proceso", "clave", "nombre", "ambito", "principio", "elecciones"]


class ActorSerializer(serializers.ModelSerializer):
    proceso = serializers.CharField(source="proceso.clave")
    partidos = serializers.SlugRelatedField("sigla", many=True, read_only=True)

    class Meta:
        model = ActorPolitico
        fields = ["id", "proceso", "tipo", "nombre", "siglas", "orden", "partidos"]


class ActorBreveSerializer(serializers.ModelSerializer):
    class Meta:
        model = ActorPolitico
        fields = ["id", "tipo", "nombre", "siglas"]


class CompromisoSerializer(serializers.ModelSerializer):
    class Meta:
        model = CompromisoPublicado
        fields = ["familia", "version", "compromisos", "firmado_en", "folio"]


class DistintivoSerializer(serializers.ModelSerializer):
    class Meta:
        model = Distintivo
        fields = ["clave", "texto"]


class PerfilSerializer(serializers.ModelSerializer):
    foto = serializers.ImageField(use_url=True, allow_null=True)
    secciones_pausadas = serializers.DictField(
        child=serializers.DateTimeField(),
        help_text="Secciones que hoy no se muestran y desde cuándo; sus campos van vacíos.",
    )

    class Meta:
        model = PerfilPublicado
        fields = [
            "foto",
            "publicado_en",
            "actualizado_en",
            "secciones_pausadas",
            *PerfilPublicado.CAMPOS,
        ]


class CandidaturaSerializer(serializers.ModelSerializer):
    """Un renglón del listado: los hechos del registro y si hay perfil publicado."""

    url = serializers.HyperlinkedIdentityField(view_name="candidaturas:api:candidatura")
    pagina = serializers.SerializerMethodField()
    proceso = serializers.CharField(source="proceso.clave")
    cargo = serializers.CharField(source="formula.eleccion.cargo.clave")
    eleccion = EleccionSerializer(source="formula.eleccion")
    actor = ActorBreveSerializer(source="formula.actor")
    numero_de_lista = serializers.IntegerField(source="formula.numero", allow_null=True)
    perfil_publicado = serializers.SerializerMethodField()

    class Meta:
        model = Candidatura
        fields = [
            "id",
            "url",
            "pagina",
            "proceso",
            "cargo",
            "eleccion",
            "actor",
            "numero_de_lista",
            "tipo",
            "nombre",
            "sobrenombre",
            "sexo",
            "edad",
            "reeleccion",
            "estado_registro",
            "baja_el",
            "por_aclarar",
            "perfil_publicado",
        ]

    def get_pagina(self, candidatura) -> str:
        """La página de la candidatura en el portal."""
        return self.context["request"].build_absolute_uri(candidatura.get_absolute_url())

    def get_perfil_publicado(self, candidatura) -> bool:
        return self._perfil(candidatura) is not None

    def _perfil(self, candidatura) -> PerfilPublicado | None:
        visible = candidatura.proceso_id in self.context["procesos_con_perfiles"]
        return perfil_de(candidatura) if visible else None


class CandidaturaDetalleSerializer(CandidaturaSerializer):
    perfil = serializers.SerializerMethodField()
    compromisos = serializers.SerializerMethodField()
    distintivos = serializers.SerializerMethodField()
    sustituye_a = serializers.PrimaryKeyRelatedField(read_only=True, allow_null=True)
    sustituida_por = serializers.PrimaryKeyRelatedField(read_only=True, allow_null=True)

    class Meta(CandidaturaSerializer.Meta):
        fields = [
            *CandidaturaSerializer.Meta.fields,
            "sustituye_a",
            "sustituida_por",
            "perfil",
            "compromisos",
            "distintivos",
        ]

    def get_perfil(self, candidatura) -> PerfilSerializer(allow_null=True):
        """Lo que la persona publicó; nulo mientras no se publique."""
        perfil = self._perfil(candidatura)
        return PerfilSerializer(perfil, context=self.context).data if perfil else None

    def get_compromisos(self, candidatura) -> CompromisoSerializer(many=True):
        if self._perfil(candidatura) is None:
            return []
        return CompromisoSerializer(candidatura.compromisos.all(), many=True).data

    def get_distintivos(self, candidatura) -> DistintivoSerializer(many=True):
        """Los grupos con que la persona se identifica, si consintió publicarlos."""
        perfil = self._perfil(candidatura)
        return DistintivoSerializer(perfil.distintivos.all(), many=True).data if perfil else []
