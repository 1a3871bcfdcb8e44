using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LaborFlow.Browser.Tests.Designer;

/// <summary>What a person does in the designer, in the words on the screen.</summary>
internal sealed class Studio(IPage page)
{
    // Visible texts without a Chinese character that are none of a person's data: ids, names that Studio gives to new steps, type names, JSON,
    // and the name of the definition that another walk imports.
    private const string UntranslatedTexts = """
        () => {
          const data = /^([0-9a-f]{12,}|[A-Z]\w+\d+|(Elsa|LaborFlow)\.\w+|Workflow1(:\S+)?|[A-Z]+(-[A-Z]+)*|[{[].*|English|JavaScript|administrator|Fork-issues|\S+ · \d{4}-.*|<.*|[a-z]+\d+)$/s
          const wrong = new Set()
          const look = (text, element) => {
            text = text?.trim()
            if (!text || !/[A-Za-z]{2}/.test(text) || /[\u4e00-\u9fff]/.test(text) || data.test(text)) return
            if (element.closest('script, style, .monaco-editor, textarea, [data-untranslated]') || !element.checkVisibility({ visibilityProperty: true })) return
            wrong.add(text)
          }
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
          while (walker.nextNode()) look(walker.currentNode.nodeValue, walker.currentNode.parentElement)
          for (const element of document.querySelectorAll('[title], [placeholder], [aria-label]'))
            for (const name of ['title', 'placeholder', 'aria-label']) look(element.getAttribute(name), element)
          return [...wrong]
        }
        """;

    // Resolves when nothing around an input has changed for a while.
    private const string SettledFunction = """
        input => new Promise(resolve => {
          const panel = input.closest('.rz-splitter-pane')
          let timer = setTimeout(done, 900)
          const observer = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, 900) })
          observer.observe(panel, { subtree: true, childList: true })
          function done() { observer.disconnect(); resolve() }
        })
        """;

    // Resolves when an element has stood at one place for three frames.
    private const string StillFunction = """
        element => new Promise(resolve => {
          let last = '', same = 0
          const look = () => {
            const { x, y } = element.getBoundingClientRect()
            same = last === `${x} ${y}` ? same + 1 : 0
            last = `${x} ${y}`
            if (same >= 3) resolve()
            else requestAnimationFrame(look)
          }
          look()
        })
        """;

    // Resolves when what was done a moment ago is drawn.
    private const string DrawnFunction =
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";

    private readonly HashSet<string> untranslated = new(StringComparer.Ordinal);

    /// <summary>Every visible text so far that stayed English.</summary>
    public IReadOnlyCollection<string> Untranslated => untranslated;

    public ILocator Canvas => page.Locator(".x6-graph-svg").First;

    public ILocator Nodes => page.Locator(".x6-node");

    /// <summary>A step by its name or the name of its type; the order of steps in the page changes as they are selected.</summary>
    public ILocator Node(string name) => Nodes.Filter(new() { HasText = name });

    public ILocator Edges => page.Locator(".x6-edge");

    /// <summary>Collects the English texts of what is on the screen now.</summary>
    public async Task ReadAsync()
    {
        foreach (var text in await page.EvaluateAsync<string[]>(UntranslatedTexts))
            untranslated.Add(text);
    }

    public async Task OpenDefinitionAsync(string definitionId)
    {
        await page.GotoAsync("/designer/#/definitions/" + Uri.EscapeDataString(definitionId));
        await SettledAsync();
    }

    /// <summary>Waits until the drawing is there and stands still.</summary>
    public async Task SettledAsync()
    {
        await Canvas.WaitForAsync();
        await page.Locator("#main[data-settled]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>The row of the definition list that a search finds.</summary>
    public async Task<ILocator> FindAsync(string name)
    {
        await page.GetByPlaceholder("按编号、名称、说明、定义编号搜索").FillAsync(name);
        var row = page.Locator("tbody tr").Filter(new() { HasText = name });
        await row.First.WaitForAsync();
        return row.First;
    }

    /// <summary>Clicks a place in the header.</summary>
    public Task GoAsync(string place) => page.Locator("header").GetByRole(AriaRole.Link, new() { Name = place }).ClickAsync();

    /// <summary>A new procedure, opened.</summary>
    public async Task CreateAsync(string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "新建流程" }).ClickAsync();
        await page.Locator(".mud-dialog input").First.FillAsync(name);
        await ReadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("#/definitions/."));
        await Canvas.WaitForAsync();
    }

    /// <summary>Every group and every tool of the toolbox, with what is said of them.</summary>
    public Task<string[]> ToolsAsync() =>
        page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.mud-expand-panel-header, [draggable=true]')].flatMap(one => [one.textContent.trim(), one.title])
            """
        );

    /// <summary>Drags a tool of the toolbox onto the drawing and waits until it is saved.</summary>
    public async Task DragAsync(string category, string tool, float x, float y)
    {
        var item = page.Locator("[draggable=true]").Filter(new() { HasTextRegex = new Regex($"^\\s*{tool}\\s*$") }).First;
        if (!await item.IsVisibleAsync())
            await page.Locator(".mud-expand-panel-header").Filter(new() { HasTextRegex = new Regex($"^\\s*{category}\\s*$") }).ClickAsync();
        // The panel opens slowly and pushes what it holds along.
        await item.HoverAsync();
        await item.EvaluateAsync(StillFunction);
        // Studio may draw the canvas anew while something is on its way to it, and what is dropped then is lost: a person looks and tries again.
        for (var tries = 3; ; tries--)
        {
            var steps = await Nodes.CountAsync();
            try
            {
                await SavedAsync(
                    () =>
                        item.DragToAsync(
                            Canvas,
                            new()
                            {
                                TargetPosition = new() { X = x, Y = y },
                            }
                        ),
                    tries > 1 ? 20_000 : null
                );
                return;
            }
            catch (TimeoutException) when (tries > 1)
            {
                if (await Nodes.CountAsync() > steps)
                    throw;
            }
        }
    }

    /// <summary>Draws a line from a port of one step to another step, and waits until it is saved.</summary>
    public async Task ConnectAsync(ILocator from, string port, ILocator to)
    {
        var lines = await Edges.CountAsync();
        var (start, end) = (from.Locator($".x6-port-out:has([port='{port}']) circle").Last, to.Locator(".x6-port-in circle").Last);
        await AgainAsync(
            async () =>
            {
                await start.EvaluateAsync(StillFunction);
                var (out_, in_) = (await BoxAsync(start), await BoxAsync(end));
                await page.Mouse.MoveAsync(out_.X, out_.Y);
                await page.Mouse.DownAsync();
                await page.Mouse.MoveAsync((out_.X + in_.X) / 2, (out_.Y + in_.Y) / 2, new() { Steps = 6 });
                await page.Mouse.MoveAsync(in_.X, in_.Y, new() { Steps = 6 });
                await page.Mouse.UpAsync();
            },
            lines + 1
        );
    }

    /// <summary>Takes away the line between two steps, with the cross that hovering over it shows near its beginning.</summary>
    public async Task RemoveLineAsync(ILocator from, ILocator to)
    {
        var lines = await Edges.CountAsync();
        var (start, end) = (from.Locator(".x6-port-out circle").Last, to.Locator(".x6-port-in circle").Last);
        var crosses = page.Locator(".x6-edge-tool.x6-cell-tool-button circle");
        await AgainAsync(
            async () =>
            {
                await start.EvaluateAsync(StillFunction);
                var (first, last) = (await BoxAsync(start), await BoxAsync(end));
                await page.Mouse.MoveAsync(first.X, first.Y - 60);
                await page.Mouse.MoveAsync((first.X + last.X) / 2, (first.Y + last.Y) / 2, new() { Steps = 5 });
                await Task.WhenAny(crosses.First.WaitForAsync(), Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System));
                foreach (var cross in await crosses.AllAsync())
                {
                    if (await cross.BoundingBoxAsync() is not { } box || Math.Abs(box.X - first.X) > 40 || Math.Abs(box.Y - first.Y) > 20)
                        continue;
                    await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2), new() { Steps = 5 });
                    await page.Mouse.DownAsync();
                    await page.Mouse.UpAsync();
                    return;
                }
            },
            lines - 1
        );
    }

    /// <summary>Chooses from a long list by searching in it, and waits until it is saved.</summary>
    public async Task SearchAsync(string label, string choice)
    {
        await Field(label).Last.ClickAsync();
        var list = page.Locator(".mud-popover-open");
        await list.Locator("input").First.FillAsync(choice);
        await SavedAsync(() => list.GetByText(choice).First.ClickAsync());
    }

    /// <summary>Ticks a box and waits until it is saved.</summary>
    public Task TickAsync(string label) =>
        SavedAsync(() => page.Locator(".mud-checkbox").Filter(new() { HasTextRegex = new Regex($"^\\s*{label}\\s*$") }).ClickAsync());

    /// <summary>Adds a value to a list and waits until it is saved.</summary>
    public Task AddAsync(string label, string value) =>
        SavedAsync(async () =>
        {
            var input = Field(label).Last.Locator("input").First;
            await input.FillAsync(value);
            await input.PressAsync("Enter");
        });

    /// <summary>Writes into a code editor and waits until it is saved.</summary>
    public async Task WriteAsync(string label, string text)
    {
        var editor = Field(label).Last.Locator(".monaco-editor").First;
        await editor.ScrollIntoViewIfNeededAsync();
        await editor
            .Locator(".view-lines")
            .ClickAsync(
                new()
                {
                    Position = new() { X = 20, Y = 8 },
                }
            );
        await SavedAsync(() => page.Keyboard.InsertTextAsync(text));
    }

    /// <summary>Selects a step, so that its inputs are shown.</summary>
    public async Task SelectAsync(ILocator node) => await node.Locator(".activity-content").ClickAsync(new() { Force = true });

    /// <summary>The field of an input of the step that is selected.</summary>
    public ILocator Field(string label) =>
        page.Locator(".mud-input-control")
            .Filter(new() { Has = page.Locator("label", new() { HasTextRegex = new Regex($"^{label}\\s*\\*?$") }) });

    /// <summary>Fills an input and waits until it is saved.</summary>
    public async Task FillAsync(string label, string text)
    {
        var input = Field(label).Last.Locator("input, textarea").First;
        // Studio draws the inputs of a step that was just selected once more when their editors have loaded.
        await input.EvaluateAsync(SettledFunction);
        await SavedAsync(async () =>
        {
            await input.FillAsync(text);
            await input.PressAsync("Tab");
        });
    }

    /// <summary>Chooses from a list and waits until it is saved.</summary>
    public async Task ChooseAsync(string label, string choice)
    {
        await Field(label).ClickAsync();
        await SavedAsync(() => page.Locator(".mud-popover-open .mud-list-item").Filter(new() { HasText = choice }).First.ClickAsync());
    }

    /// <summary>Presses publish and gives note and legal basis.</summary>
    public async Task ProposeAsync(string note, string legalBasis)
    {
        await page.Locator("button.mud-primary-text").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { NameRegex = new Regex("^申请发布") });
        await dialog.GetByLabel("修改了什么").FillAsync(note);
        await dialog.GetByLabel("法律依据").FillAsync(legalBasis);
        await ReadAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "提交发布申请" }).ClickAsync();
        await page.GetByText("已提交发布申请").WaitForAsync();
    }

    /// <summary>Presses run and waits for the viewer.</summary>
    public async Task RunAsync()
    {
        await page.Locator("button.mud-success-text").First.ClickAsync();
        await page.WaitForURLAsync(new Regex("#/instances/"));
        await Nodes.First.WaitForAsync();
    }

    /// <summary>A command of the menu behind the three dots of a row.</summary>
    public async Task CommandAsync(ILocator row, string command)
    {
        await row.Locator(".mud-menu button").First.ClickAsync();
        var item = page.Locator(".mud-popover-open .mud-menu-item").Filter(new() { HasTextRegex = new Regex($"^\\s*{command}\\s*$") });
        await item.WaitForAsync();
        await ReadAsync();
        await item.ClickAsync();
    }

    /// <summary>Says yes in Studio's dialog.</summary>
    public Task ConfirmAsync() => page.Locator(".mud-dialog").GetByRole(AriaRole.Button).Last.ClickAsync();

    /// <summary>A tab of a panel.</summary>
    public Task TabAsync(string name) =>
        page.Locator(".mud-tab").Filter(new() { HasTextRegex = new Regex($"^\\s*{name}\\s*$") }).Last.ClickAsync();

    /// <summary>Opens every tab that is on the page, and those within them, and collects what stays English.</summary>
    public async Task ReadTabsAsync()
    {
        var tabs = page.Locator(".mud-tab:visible");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (await NextAsync() is { } name)
        {
            await tabs.Filter(new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(name)}\\s*\\d*\\s*$") }).First.ClickAsync();
            await page.EvaluateAsync(DrawnFunction);
            await ReadAsync();
        }

        // A tab may say how much it holds.
        async Task<string?> NextAsync() =>
            (await tabs.AllInnerTextsAsync())
                .Select(text => text.Trim().Split('\n')[0])
                .FirstOrDefault(text => text.Length > 0 && seen.Add(text));
    }

    /// <summary>Opens a dialog with a button, opens a list in it, chooses from it, and leaves without a change.</summary>
    public async Task ReadDialogAsync(string opensWith, string? list = null, string? choice = null)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = opensWith }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).WaitForAsync();
        await ReadAsync();
        if (list is not null)
        {
            await Field(list).Last.ClickAsync();
            var item = page.Locator(".mud-popover-open .mud-list-item").Filter(new() { HasText = choice }).First;
            await item.WaitForAsync();
            await ReadAsync();
            await item.ClickAsync();
            await page.Locator(".mud-popover-open").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Does something that Studio saves, and waits until it has: a save that was already on its way does not count.</summary>
    public async Task SavedAsync(Func<Task> work, float? timeout = null)
    {
        var save = await page.RunAndWaitForRequestAsync(work, IsSave, new() { Timeout = timeout });
        await (await save.ResponseAsync())!.FinishedAsync();
    }

    /// <summary>True when a request saves the definition that is open.</summary>
    public static bool IsSave(IRequest request) =>
        request.Method == "POST" && request.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal);

    // Does something to the lines and waits until it is saved with as many as are wanted. A drawing that Studio moves meanwhile makes the
    // mouse miss: a person looks and tries again.
    private async Task AgainAsync(Func<Task> work, int lines)
    {
        var saved = page.WaitForRequestAsync(request => IsSave(request) && ConnectionsIn(request) == lines);
        for (var attempt = 0; attempt < 6 && await Edges.CountAsync() != lines; attempt++)
        {
            await work();
            await Task.WhenAny(saved, Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System));
        }
        await saved;
    }

    private static int ConnectionsIn(IRequest save) => JsonNode.Parse(save.PostData!)!["model"]!["root"]!["connections"]!.AsArray().Count;

    private static async Task<(float X, float Y)> BoxAsync(ILocator locator)
    {
        var box = await locator.BoundingBoxAsync() ?? throw new InvalidOperationException("The port is not on the screen.");
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }
}
