using System.Globalization;
using AgentNotebook.SessionCrasher.Loads;
using AgentNotebook.Sessions;

namespace AgentNotebook.SessionCrasher;

/// <summary>
/// A process for the tests to kill: LOAD ADDRESS [ARGUMENT…]. It says on its standard output what it has been promised:
/// <c>ack SESSION SEQUENCE</c> for entries, <c>value SESSION NUMBER</c> for a flush, <c>gone SESSION</c> for a removal after
/// <c>leave SESSION</c> said that it begins (and <c>make SESSION</c> that it may be there again), and <c>refused STEP FAULT MESSAGE</c> for what it was not.
/// </summary>
/// <remarks>Another store's crasher is this one with another way to open an address: it compiles all of these files but Program.cs.</remarks>
internal static class Crash
{
    public static int Run(string[] arguments, Func<string, ISessionStore> open)
    {
        var (load, address, rest) = (arguments[0], arguments[1], arguments[2..]);
        switch (load)
        {
            case "append":
                AppendLoad.Run(() => open(address), rest);
                return 0;
            case "many":
                ManyLoad.Run(() => open(address), rest);
                return 0;
            case "hold":
                HoldLoad.Run(() => open(address), rest);
                return 0;
            case "short":
                new ShortLoad(() => open(address), rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 0).Run();
                return 0;
            case "run":
                RunLoad.RunAsync(() => open(address), rest).GetAwaiter().GetResult();
                return 0;
            case "loose":
                LooseFileLoad.Run(address, rest);
                return 0;
            default:
                Console.Error.WriteLine($"There is no load '{load}'.");
                return 2;
        }
    }
}
