using System.Globalization;
using AgentNotebook.Attacks;
using AgentNotebook.Execution;

// The parent that is attacked. try USER LEVEL: only finds out whether the level can be had. run USER LEVEL…: every probe at those levels, strongest first.
// gpu USER LEVEL…: the same in profile gpu.
// soak USER LEAST-LEVEL MINUTES SEED: probes and ordinary guests mixed, at the strongest level there is. Prints one JSON object a line.
if (args is not [var mode, var userName, var levelName, ..] || !Enum.TryParse<SandboxLevel>(levelName, out var level) || !Enum.TryParse<User>(userName, out var user))
{
    Console.Error.WriteLine("try USER LEVEL, run USER LEVEL…, gpu USER LEVEL…, or soak USER LEVEL MINUTES SEED");
    return 2;
}

Privileges.Become(user, args);
switch (mode)
{
    case "run":
        await AttackRun.RunAsync(user, [.. args[2..].Select(Enum.Parse<SandboxLevel>)]);
        return 0;
    case "gpu":
        await AttackRun.RunAsync(user, [.. args[2..].Select(Enum.Parse<SandboxLevel>)], SandboxProfile.Gpu);
        return 0;
    case "try":
        await Availability.TryAsync(level);
        return 0;
    case "soak":
        using (var stage = new Stage())
        {
            var maximum = level == SandboxLevel.None ? level : SandboxLevel.Isolated;
            var time = TimeSpan.FromMinutes(double.Parse(args[3], CultureInfo.InvariantCulture));
            new Message { Soak = await new Soak(stage, level, maximum, user).RunAsync(time, int.Parse(args[4], CultureInfo.InvariantCulture)) }.Print();
        }

        return 0;
    default:
        Console.Error.WriteLine($"There is no mode '{mode}'.");
        return 2;
}
