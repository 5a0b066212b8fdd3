package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// taskParser reads the box that opens a task: github.github.com/gfm, "Task list
// items". A space must follow: [x](file.md) is a link.
type taskParser struct{}

var taskMark = regexp.MustCompile(`^\[([ \txX])\](?:[ \t]|\r?\n?$)`)

func (taskParser) Trigger() []byte { return []byte{'['} }

func (taskParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if parent.Parent() == nil || parent.Parent().Kind() != ast.KindListItem || parent.Parent().FirstChild() != parent || parent.HasChildren() {
		return nil
	}
	line, _ := block.PeekLine()
	m := taskMark.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(3)
	block.SkipSpaces()
	return east.NewTaskCheckBox(strings.EqualFold(string(m[1]), "x"))
}

// taskOf gives the tick box that opens a list item, or nil.
func taskOf(item ast.Node) *east.TaskCheckBox {
	if item == nil || item.FirstChild() == nil {
		return nil
	}
	box, _ := item.FirstChild().FirstChild().(*east.TaskCheckBox)
	return box
}

func allTasks(list *ast.List) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if taskOf(item) == nil {
			return false
		}
	}
	return true
}

// taskList cuts a list of tasks out of the text and leaves a hole.
func (w *writer) taskList(list *ast.List) {
	tasks := TaskList{Heading: w.passage.Heading, First: firstNumber(list)}
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		tasks.Items = append(tasks.Items, w.taskItem(item))
	}
	w.hole(TasksHole, len(w.doc.Lists))
	w.doc.Lists = append(w.doc.Lists, tasks)
}

// firstNumber is the number that a list counts from, or -1 if it has bullets.
func firstNumber(list *ast.List) int {
	if !list.IsOrdered() {
		return -1
	}
	return list.Start
}

// taskItem takes the first paragraph as the statement. The items of lists
// within, and whatever else stands there, are what can be done about it.
func (w *writer) taskItem(item ast.Node) TaskItem {
	statement := item.FirstChild()
	box := taskOf(item)
	statement.RemoveChild(statement, box) // the layout of a statement has its own
	task := TaskItem{
		ID:           w.taskID(statement),
		Checked:      box.IsChecked,
		Offset:       w.offset(item.Pos()),
		Plain:        strings.Join(strings.Fields(w.plainText(statement)), " "),
		Text:         w.fragment(func() { w.inlines(statement) }),
		FirstActions: -1,
	}
	w.plain.WriteByte('\n')
	for n := statement.NextSibling(); n != nil; n = n.NextSibling() {
		list, ok := n.(*ast.List)
		if !ok {
			task.Actions = append(task.Actions, w.fragment(func() { w.block(n) }))
			continue
		}
		if len(task.Actions) == 0 {
			task.FirstActions = firstNumber(list)
		}
		for action := list.FirstChild(); action != nil; action = action.NextSibling() {
			task.Actions = append(task.Actions, w.fragment(func() { w.children(action) }))
		}
	}
	return task
}
