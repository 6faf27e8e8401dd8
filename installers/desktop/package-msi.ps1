# Makes the desktop client's .msi, on Windows with the WiX Toolset (https://wixtoolset.org/) on the path.
# First: .\mvnw.cmd -Dmaven.test.skip=true -pl desktop-client -am package, with JAVA_HOME set to a JDK 25.
# UNTESTED: no test runs on such a system. Not signed: Windows asks before it installs. Natives of other systems stay in
# the jars, no AOT cache is recorded, and parley: links are not registered: jpackage cannot do that.
$ErrorActionPreference = 'Stop'

$here = $PSScriptRoot
$root = Resolve-Path "$here\..\.."
$target = "$here\target"
$work = "$target\work"

# The entries of a list with comments.
function Get-Entries($file) {
    Get-Content $file | ForEach-Object { ($_ -replace '\s*#.*', '').Trim() } | Where-Object { $_ }
}

$version = ([xml](Get-Content "$root\pom.xml")).project.version -replace '-SNAPSHOT', ''
$modules = (Get-Entries "$here\modules" | Where-Object { -not $_.StartsWith('-') }) -join ','

Remove-Item -Recurse -Force $work -ErrorAction SilentlyContinue
New-Item -ItemType Directory -Force "$work\lib" | Out-Null
Copy-Item "$root\desktop-client\target\desktop-client.jar", "$root\desktop-client\target\lib\*.jar" "$work\lib"

& "$env:JAVA_HOME\bin\jlink" --add-modules $modules --no-man-pages --no-header-files --include-locales=en,de --output "$work\runtime"
if ($LASTEXITCODE -ne 0) { throw 'jlink failed' }

# An .ico may hold a PNG: a header of 6 bytes, an entry of 16, and the picture.
$png = [IO.File]::ReadAllBytes("$here\icon\parley-256.png")
$ico = [byte[]](0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 32, 0) + [BitConverter]::GetBytes([int]$png.Length) +
    [BitConverter]::GetBytes([int]22) + $png
[IO.File]::WriteAllBytes("$work\parley.ico", [byte[]]$ico)

$options = Get-Entries "$root\installers\desktop\java-options" | ForEach-Object { '--java-options'; $_ }
& "$env:JAVA_HOME\bin\jpackage" --type msi --name Parley --app-version $version --dest $target `
    --runtime-image "$work\runtime" --input "$work\lib" --main-jar desktop-client.jar `
    --main-class dev.parley.desktop.Launcher --icon "$work\parley.ico" --win-menu --win-shortcut-prompt --win-per-user-install `
    --win-upgrade-uuid 6f0c4c0e-0c35-4a57-9f0b-5b1a6d8b2f7e @options
if ($LASTEXITCODE -ne 0) { throw 'jpackage failed' }
Remove-Item -Recurse -Force $work
