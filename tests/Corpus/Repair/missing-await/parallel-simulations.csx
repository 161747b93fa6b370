// title: Average displacement over simulated walkers
// check: Math.Abs(result) < 60
// check: total != 0 && Math.Abs(result * 8 - total) < 1e-9
//--- broken
async Task<int> WalkAsync(int seed, int steps)
{
    await Task.Yield();
    uint state = (uint)(seed * 2654435761L % 4294967296L);
    int position = 0;
    for (int i = 0; i < steps; i++)
    {
        state = state * 1664525u + 1013904223u;
        position += (state >> 31) == 0 ? 1 : -1;
    }
    return position;
}

int total = 0;
for (int seed = 1; seed <= 8; seed++)
{
    total += WalkAsync(seed, 400);
}

double result = total / 8;
//--- fixed
async Task<int> WalkAsync(int seed, int steps)
{
    await Task.Yield();
    uint state = (uint)(seed * 2654435761L % 4294967296L);
    int position = 0;
    for (int i = 0; i < steps; i++)
    {
        state = state * 1664525u + 1013904223u;
        position += (state >> 31) == 0 ? 1 : -1;
    }
    return position;
}

int total = 0;
for (int seed = 1; seed <= 8; seed++)
{
    total += await WalkAsync(seed, 400);
}

double result = total / 8.0;
