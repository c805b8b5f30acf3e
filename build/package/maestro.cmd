@echo off
rem Maestro's command line, as it lies in the desktop app. It runs on the Node of this machine.
if "%MAESTRO_NODE%"=="" set "MAESTRO_NODE=node"
"%MAESTRO_NODE%" "%~dp0..\dist\cli\maestro.js" %*
