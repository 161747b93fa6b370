using System.Globalization;
using AgentNotebook.Attacks;
using AgentNotebook.Execution;

// The parent that is attacked. run LEVEL USER: every probe at that level. soak LEAST-LEVEL USER MINUTES SEED: probes and ordinary guests mixed,
// at the strongest level there is. try LEVEL USER: only finds out whether the level can be had. Prints one JSON object a line.
if (args is not [var mode, var levelName, var userName, ..] || !Enum.TryParse<SandboxLevel>(levelName, out var level) || !Enum.TryParse<User>(userName, out var user))
{
    Console.Error.WriteLine("run|try LEVEL USER, or soak LEVEL USER MINUTES SEED");
    return 2;
}

Privileges.Become(user, args);
switch (mode)
{
    case "run":
        await AttackRun.RunAsync(level);
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
