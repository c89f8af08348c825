@echo off
rem Runs Maven: the one on this machine, else a pinned one fetched once from Apache's archive,
rem checked by its SHA-512 and kept under %USERPROFILE%\.m2\wrapper.
setlocal
set WANTED=3.9.11
set SHA512=03e2d65d4483a3396980629f260e25cac0d8b6f7f2791e4dc20bc83f9514db8d0f05b0479e699a5f34679250c49c8e52e961262ded468a20de0be254d8207076
set URL=https://archive.apache.org/dist/maven/maven-3/%WANTED%/binaries/apache-maven-%WANTED%-bin.zip
if defined PODLANE_MAVEN_URL set URL=%PODLANE_MAVEN_URL%
set PARENT=%USERPROFILE%\.m2\wrapper
set MAVEN=%PARENT%\apache-maven-%WANTED%\bin\mvn.cmd

where mvn >nul 2>nul
if not errorlevel 1 (
  call mvn %*
  exit /b
)
if exist "%MAVEN%" goto run
echo mvnw: fetching Maven %WANTED% from %URL% 1>&2
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
  "New-Item -ItemType Directory -Force $env:PARENT | Out-Null;" ^
  "$zip = Join-Path $env:PARENT ('maven-' + $PID + '.zip');" ^
  "try { Invoke-WebRequest -UseBasicParsing $env:URL -OutFile $zip;" ^
  "if ((Get-FileHash $zip -Algorithm SHA512).Hash -ne $env:SHA512) { throw 'not the archive it should be (SHA-512 differs)' };" ^
  "Expand-Archive -Force $zip $env:PARENT } finally { Remove-Item -Force -ErrorAction SilentlyContinue $zip }"
if errorlevel 1 exit /b 1
:run
call "%MAVEN%" %*
exit /b
