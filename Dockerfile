# syntax=docker/dockerfile:1
# Build with a JDK, run with a JRE as a user that owns nothing but the data folder.

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
COPY frontend frontend
RUN --mount=type=cache,target=/cache \
    ./mvnw -B -q -Dmaven.repo.local=/cache/maven -DskipTests package </dev/null
# Layers change at different rates: libraries seldom, our own classes always.
RUN cp target/podlane-*.jar podlane.jar \
    && java -Djarmode=tools -jar podlane.jar extract --layers --destination layers

FROM eclipse-temurin:17-jre
RUN groupadd --system podlane \
    && useradd --system --gid podlane --home-dir /app --no-create-home --shell /usr/sbin/nologin podlane \
    && install -d -o podlane -g podlane /data
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY scripts/healthcheck.sh ./
USER podlane
# Inside a container only all addresses can be reached from outside; which host ports lead here, "docker run -p" says.
ENV PODLANE_DATA_DIR=/data \
    PODLANE_BIND=0.0.0.0 \
    PORT=8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["bash", "healthcheck.sh"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "podlane.jar"]
