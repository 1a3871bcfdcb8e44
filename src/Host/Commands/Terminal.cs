#pragma warning disable RS0030 // the host's commands (user add, import) talk to a person at a terminal: only here
using System.Text;

namespace LaborFlow.Host.Commands;

/// <summary>What a command says to the person who typed it, and asks of them.</summary>
internal static class Terminal
{
    public static TextWriter Out => Console.Out;

    public static TextWriter Error => Console.Error;

    /// <summary>Reads a password: a line of standard input, or typed without echo at a terminal.</summary>
    public static string ReadPassword(bool fromStandardInput, string prompt)
    {
        if (fromStandardInput || Console.IsInputRedirected)
            return Console.In.ReadLine() ?? "";
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
