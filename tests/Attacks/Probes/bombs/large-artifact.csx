// attack: Saves an artifact larger than all may be together.
// group: bombs
// at none: stopped: their size is bounded
// expect: Refused, Failed, OutOfMemory

for (var number = 0; number < 8; number++)
{
    Artifacts.Save($"artifact-{number}", new byte[24 << 20]);
}
