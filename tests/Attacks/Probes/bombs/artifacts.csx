// attack: Saves more artifacts than it may.
// group: bombs
// at none: stopped: their number is bounded
// expect: Refused, Failed

for (var number = 0; number < 100_000; number++)
{
    Artifacts.Save($"artifact-{number}", new byte[1]);
}
